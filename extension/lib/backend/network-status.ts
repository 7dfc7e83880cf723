/** The backend's status of this network: one observation per address family, kept for the next process of the background. */
import type { CreateLeaseResponse, MeResponse } from '@genkan/shared/contract';
import * as v from 'valibot';
import { failureSchema } from './client.ts';
import {
  isAllowed,
  leased,
  leaseOf,
  type Observation,
  observationSchema,
  toObservation,
  withOwnLease,
} from './observation.ts';
import {
  combineTargets,
  type FailedTarget,
  mergeObservations,
  type Target,
  targetSchema,
  withFailures,
  withTargetGrants,
  withTargetLeases,
} from './target.ts';

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
    /** Where the member has several accounts: each of them. What stands above is then about all of them together. */
    targets: v.optional(v.array(targetSchema)),
  }),
  v.object({ status: v.literal('problem'), checkedAt: v.number(), failure: failureSchema }),
]);
export type Network = v.InferOutput<typeof networkSchema>;
export type KnownNetwork = Extract<Network, { observations: unknown }>;

/**
 * Combines the responses of one or both families: denied as soon as one address is, since AWS may see either; with several
 * targets, as soon as one of them denies it.
 */
export function combine(answers: readonly [MeResponse, ...MeResponse[]], now: number): KnownNetwork {
  const [first] = answers;
  const observations: Observation[] = [];
  for (const me of answers) {
    if (!observations.some(({ cidr }) => cidr === me.cidr)) observations.push(toObservation(me, me));
  }
  const network: KnownNetwork = {
    status: statusOf(observations),
    checkedAt: now,
    observations,
    member: first.member.name,
    accountId: first.accountId,
    policyArn: first.policy.arn,
    nextReset: Date.parse(first.nextReset),
    maxMinutes: first.limits.maxMinutes,
  };
  const targets = combineTargets(answers);
  return targets ? withTargets(network, targets) : network;
}

/** The network with these targets, and its status over all of them. */
function withTargets(network: KnownNetwork, targets: Target[]): KnownNetwork {
  const merged = mergeObservations(network.observations, targets);
  const isDenied = targets.some(({ state }) => state === 'denied');
  return {
    ...network,
    targets,
    status: isDenied ? 'denied' : 'allowed',
    observations: merged.length > 0 ? merged : network.observations,
  };
}

/**
 * The network as it is once these grants count.
 * @param requested the targets that the request named; `undefined`: all of them
 */
export function withGrants(
  network: Network,
  granted: readonly CreateLeaseResponse[],
  requested?: readonly string[],
): Network {
  if (network.status === 'problem') return network;
  const { targets } = network;
  if (targets)
    return withTargets(network, withTargetGrants(targets, network.observations, granted, requested));
  const observations = network.observations.map((observation): Observation => {
    const made = granted.find((each) => each.outcome !== 'covered' && each.lease.cidr === observation.cidr);
    if (observation.allowed || !made || made.outcome === 'covered') return observation;
    return leased(observation, leaseOf(made.lease));
  });
  return { ...network, observations, status: statusOf(observations) };
}

/**
 * The network as it is with its active leases. Right after a grant IAM's reads may still return the policy before it; a
 * lease that the backend reports as active is in the default version.
 * @param reached where there are several targets: those that the grant has reached
 */
export function withLeases(network: Network, now: number, reached: readonly string[] = []): Network {
  if (network.status === 'problem') return network;
  if (network.targets) return withTargets(network, withTargetLeases(network.targets, now, reached));
  const observations = network.observations.map((each) => withOwnLease(each, now));
  return { ...network, observations, status: statusOf(observations) };
}

/** The network with the failures of the last grant. */
export function withFailedTargets(network: Network, failed: readonly FailedTarget[]): Network {
  if (network.status === 'problem' || !network.targets) return network;
  return withTargets(network, withFailures(network.targets, failed));
}

export function statusOf(observations: readonly Observation[]): KnownNetwork['status'] {
  return observations.every(isAllowed) ? 'allowed' : 'denied';
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

/** How many of the targets allow the network, of how many; `undefined` with one target. */
export function targetCounts({ targets }: KnownNetwork): { allowed: number; total: number } | undefined {
  if (!targets) return undefined;
  return { allowed: targets.filter(({ state }) => state === 'allowed').length, total: targets.length };
}
