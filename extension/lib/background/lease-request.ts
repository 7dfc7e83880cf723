import type { CreateLeaseRequest } from '@genkan/shared/contract';
import { leaseEnd } from '@genkan/shared/lease/end';
import type { Network } from '../backend/network-status.ts';

const MINUTE_MS = 60_000;

/** What a person wants of a grant: how long, its label, and the ids of the targets where not all are meant. */
export interface Wanted {
  readonly minutes?: number | undefined;
  readonly label?: string | undefined;
  readonly targets?: string[] | undefined;
}

/**
 * The request for a grant. A renewal sets the end and the label of the leases anew, in every target and for the addresses of
 * both families: none of them is made to end earlier, and a grant for some of the targets takes end and label of the others.
 */
export function leaseRequest(wanted: Wanted, network: Network | undefined, now: number): CreateLeaseRequest {
  if (!network || network.status === 'problem') return wanted;
  const { nextReset, maxMinutes } = network;
  const held = [network, ...(network.targets ?? [])]
    .flatMap(({ observations }) => observations)
    .flatMap(({ lease }) => (lease && lease.endsAt > now ? [lease] : []));
  const latest = Math.max(0, ...held.map(({ endsAt }) => endsAt));
  const end = leaseEnd({ now, minutes: wanted.minutes, nextReset, maxMinutes });
  if (wanted.targets === undefined || held.length === 0) {
    return latest > end ? { ...wanted, minutes: minutesUntil(latest, now) } : wanted;
  }
  const label = held.find((lease) => lease.label)?.label;
  return {
    targets: wanted.targets,
    // Without minutes the backend chooses the next reset to the millisecond.
    ...(Math.abs(latest - end) < MINUTE_MS ? {} : { minutes: minutesUntil(latest, now) }),
    ...(label === undefined ? {} : { label }),
  };
}

function minutesUntil(end: number, now: number): number {
  return Math.ceil((end - now) / MINUTE_MS);
}
