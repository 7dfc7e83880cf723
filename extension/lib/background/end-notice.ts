/** The notice before a lease ends. */

import type { KnownNetwork, Network } from '../backend/network-status.ts';
import type { Environment } from '../platform/environment.ts';
import type { Connection } from '../settings/settings.ts';

/** How long before its end access is offered to be extended, in milliseconds. */
const NOTICE_MS = 15 * 60_000;

/** Alarms with this name let the open pages ask. */
export const END_NOTICE_ALARM = 'access-ends-soon';

/** When the first of the person's own leases of these addresses ends; what others allowed is not the person's to extend. */
export function endOfOwnLeases({ observations }: Pick<KnownNetwork, 'observations'>): number | undefined {
  const ends = observations.flatMap(({ allowed, lease, until }) =>
    allowed && lease && until === lease.endsAt ? [until] : [],
  );
  return ends.length > 0 ? Math.min(...ends) : undefined;
}

export function isEndingSoon(until: number, now: number): boolean {
  return until > now && until - now <= NOTICE_MS;
}

/** With several accounts, those that allow the network count, whatever the others do. */
function firstEnd(network: Network): number | undefined {
  if (network.status === 'problem') return undefined;
  const all = network.targets
    ? network.targets.filter(({ state }) => state === 'allowed')
    : [network].filter(({ status }) => status === 'allowed');
  const ends = all.flatMap((each) => endOfOwnLeases(each) ?? []);
  return ends.length > 0 ? Math.min(...ends) : undefined;
}

/** Has the open pages told before this network's access ends. A lease that is short from the start gets no notice. */
export async function scheduleEndNotice(
  environment: Environment,
  connection: Connection,
  network: Network,
): Promise<void> {
  const until = firstEnd(network);
  const at = until === undefined ? undefined : until - NOTICE_MS;
  await environment.wakeAt(
    `${END_NOTICE_ALARM}:${connection.id}`,
    at !== undefined && at > environment.now() ? at : undefined,
  );
}
