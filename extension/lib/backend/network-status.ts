/** The backend's status of this network: one observation per address family, kept for the next process of the background. */
import type { CreateLeaseResponse, Lease, MeResponse } from '@genkan/shared/contract';
import * as v from 'valibot';
import { failureSchema } from './client.ts';

/** One address as the backend saw it. Times in milliseconds since the epoch. */
export const observationSchema = v.object({
  address: v.string(),
  cidr: v.string(),
  allowed: v.boolean(),
  by: v.optional(v.picklist(['baseline', 'lease', 'manual'])),
  entry: v.optional(v.string()),
  until: v.optional(v.number()),
  /** This member's own lease of the address. */
  lease: v.optional(
    v.object({
      id: v.string(),
      grantedAt: v.number(),
      endsAt: v.number(),
      label: v.optional(v.string()),
    }),
  ),
});
export type Observation = v.InferOutput<typeof observationSchema>;

/** The status for one connection, or why there is none. */
export const networkSchema = v.variant('status', [
  v.object({
    status: v.picklist(['allowed', 'denied']),
    checkedAt: v.number(),
    observations: v.pipe(v.array(observationSchema), v.minLength(1)),
    member: v.string(),
    accountId: v.string(),
    policyArn: v.string(),
    nextReset: v.number(),
    maxMinutes: v.number(),
    /** Endpoints that the backend names and that are not confirmed: the key was not sent there. */
    offered: v.optional(v.array(v.string())),
  }),
  v.object({ status: v.literal('problem'), checkedAt: v.number(), failure: failureSchema }),
]);
export type Network = v.InferOutput<typeof networkSchema>;
export type KnownNetwork = Extract<Network, { observations: unknown }>;

/** Combines the responses of one or both families: denied as soon as one address is, since AWS may see either. */
export function combine(answers: readonly [MeResponse, ...MeResponse[]], now: number): KnownNetwork {
  const [first] = answers;
  const observations: Observation[] = [];
  for (const me of answers) {
    if (!observations.some(({ cidr }) => cidr === me.cidr)) observations.push(toObservation(me));
  }
  return {
    status: observations.every(isAllowed) ? 'allowed' : 'denied',
    checkedAt: now,
    observations,
    member: first.member.name,
    accountId: first.accountId,
    policyArn: first.policy.arn,
    nextReset: Date.parse(first.nextReset),
    maxMinutes: first.limits.maxMinutes,
  };
}

function toObservation(me: MeResponse): Observation {
  const { access, lease } = me;
  return {
    address: me.address,
    cidr: me.cidr,
    allowed: access.allowed,
    ...(access.allowed ? { by: access.by, entry: access.entry } : {}),
    ...(access.allowed && access.until !== undefined ? { until: Date.parse(access.until) } : {}),
    ...(lease ? { lease: leaseOf(lease) } : {}),
  };
}

/** The network as it is once these grants count. */
export function withGrants(network: Network, granted: readonly CreateLeaseResponse[]): Network {
  if (network.status === 'problem') return network;
  const observations = network.observations.map((observation): Observation => {
    const made = granted.find((each) => each.outcome !== 'covered' && each.lease.cidr === observation.cidr);
    if (observation.allowed || !made || made.outcome === 'covered') return observation;
    const lease = leaseOf(made.lease);
    const { address, cidr } = observation;
    return { address, cidr, allowed: true, by: 'lease', entry: cidr, until: lease.endsAt, lease };
  });
  return { ...network, observations, status: observations.every(isAllowed) ? 'allowed' : 'denied' };
}

/**
 * The network as it is with its active leases. Right after a grant IAM's reads may still return the policy before it; a
 * lease that the backend reports as active is in the default version.
 */
export function withLeases(network: Network, now: number): Network {
  if (network.status === 'problem') return network;
  const observations = network.observations.map((observation): Observation => {
    const { address, cidr, allowed, lease } = observation;
    if (allowed || !lease || lease.endsAt <= now) return observation;
    return { address, cidr, allowed: true, by: 'lease', entry: cidr, until: lease.endsAt, lease };
  });
  return { ...network, observations, status: observations.every(isAllowed) ? 'allowed' : 'denied' };
}

const isAllowed = ({ allowed }: Observation) => allowed;

function leaseOf({ id, grantedAt, endsAt, label }: Lease): NonNullable<Observation['lease']> {
  return {
    id,
    grantedAt: Date.parse(grantedAt),
    endsAt: Date.parse(endsAt),
    ...(label === undefined ? {} : { label }),
  };
}

/** When access ends for the first of the addresses; `undefined` when it does not end (or nothing is allowed). */
export function accessEnds(network: KnownNetwork): number | undefined {
  const ends = network.observations.flatMap(({ until }) => (until === undefined ? [] : [until]));
  return ends.length > 0 ? Math.min(...ends) : undefined;
}

/** What AWS may deny: the CIDRs that are not allowed. */
export function deniedCidrs({ observations }: KnownNetwork): string[] {
  return observations.flatMap(({ allowed, cidr }) => (allowed ? [] : [cidr]));
}

/** When this member's newest lease of these addresses began, milliseconds since the epoch. */
export function leaseStart({ observations }: KnownNetwork): number | undefined {
  const starts = observations.flatMap(({ lease }) => (lease ? [lease.grantedAt] : []));
  return starts.length > 0 ? Math.max(...starts) : undefined;
}
