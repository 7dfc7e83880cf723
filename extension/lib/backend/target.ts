/** This network's status in each of the member's accounts, where there are several. */
import type { CreateLeaseResponse, MeResponse, TargetGrant, TargetStatus } from '@genkan/shared/contract';
import * as v from 'valibot';
import { type ApiFailure, failureOf, failureSchema } from './client.ts';
import {
  isAllowed,
  leased,
  leaseOf,
  type Observation,
  observationSchema,
  type Place,
  toObservation,
  withOwnLease,
} from './observation.ts';

export const targetSchema = v.object({
  id: v.string(),
  name: v.string(),
  accountId: v.string(),
  policyArn: v.optional(v.string()),
  state: v.picklist(['allowed', 'denied', 'unknown']),
  /** The addresses whose access is known here. */
  observations: v.array(observationSchema),
  /** Why the access is not known, why a lease cannot change it, or what the last grant failed with. */
  failure: v.optional(failureSchema),
  /** Whether the last grant did not reach this target. */
  hasFailed: v.optional(v.boolean()),
});
export type Target = v.InferOutput<typeof targetSchema>;

/** A target that a grant did not reach, and why. */
export interface FailedTarget {
  readonly id: string;
  readonly failure: ApiFailure;
}

interface Seen {
  readonly me: MeResponse;
  readonly status: TargetStatus;
}

/**
 * Combines the responses of one or both families for each target. `undefined` for a member with one target, to whom
 * everything else of the response belongs.
 */
export function combineTargets(answers: readonly MeResponse[]): Target[] | undefined {
  const all = answers.flatMap((me) => (me.targets ?? []).map((status): Seen => ({ me, status })));
  const ids = [...new Set(all.map(({ status }) => status.id))];
  if (ids.length < 2) return undefined;
  return ids.flatMap((id) => {
    const [first, ...others] = all.filter(({ status }) => status.id === id);
    return first ? [combineOne([first, ...others])] : [];
  });
}

function combineOne(seen: readonly [Seen, ...Seen[]]): Target {
  const { id, name, accountId } = seen[0].status;
  const observations: Observation[] = [];
  let policyArn: string | undefined;
  let failure: ApiFailure | undefined;
  for (const { me, status } of seen) {
    if (status.status === 'unknown') continue;
    policyArn ??= status.policy.arn;
    if (isBlocked(status)) failure = { kind: 'address_blocked' };
    if (!has(observations, me.cidr)) observations.push(toObservation(me, status));
  }
  for (const { me, status } of seen) {
    if (status.status === 'unknown' && !has(observations, me.cidr)) failure ??= failureOf(status.problem);
  }
  return settled({
    id,
    name,
    accountId,
    ...(policyArn === undefined ? {} : { policyArn }),
    observations,
    ...(failure ? { failure } : {}),
  });
}

const has = (observations: readonly Observation[], cidr: string) =>
  observations.some((each) => each.cidr === cidr);

/** Whether a statement denies the address that a lease does not change. */
export function isBlocked({ access }: Pick<MeResponse, 'access'>): boolean {
  return !access.allowed && access.blockedBy !== undefined;
}

/** Denied as soon as one address is; not known while one of the others is not. */
function settled(target: Omit<Target, 'state'>): Target {
  const state = target.observations.every(isAllowed) ? (target.failure ? 'unknown' : 'allowed') : 'denied';
  return { ...target, state };
}

/**
 * The targets as they are once these grants count.
 * @param places the addresses of this network
 * @param requested the targets that the request named; `undefined`: all of them
 */
export function withTargetGrants(
  targets: readonly Target[],
  places: readonly Place[],
  granted: readonly CreateLeaseResponse[],
  requested?: readonly string[],
): Target[] {
  return targets.map((target) => {
    const results = granted.flatMap((response) => resultsOf(response, target.id, requested));
    const failed = results.find((result) => result.outcome === 'failed');
    const observations = places.flatMap((place): Observation[] => {
      const before = target.observations.find(({ cidr }) => cidr === place.cidr);
      const made = results.find((result) => 'lease' in result && result.lease.cidr === place.cidr);
      if (before?.allowed || !made || !('lease' in made)) return before ? [before] : [];
      return [leased(place, leaseOf(made.lease))];
    });
    const { failure: _failure, hasFailed: _hasFailed, ...rest } = { ...target, observations };
    if (failed?.outcome === 'failed') return withFailure(settled(rest), failureOf(failed.problem));
    return results.length > 0 ? settled(rest) : target;
  });
}

/** A response without targets is about those that the request named. */
function resultsOf(
  response: CreateLeaseResponse,
  id: string,
  requested?: readonly string[],
): (CreateLeaseResponse | TargetGrant)[] {
  if (response.targets) return response.targets.filter((result) => result.id === id);
  return requested === undefined || requested.includes(id) ? [response] : [];
}

/** Targets that the last grant did not reach keep its failure until they are allowed. */
export function withFailures(targets: readonly Target[], failed: readonly FailedTarget[]): Target[] {
  return targets.map((target) => {
    const found = failed.find(({ id }) => id === target.id);
    return found && target.state !== 'allowed' ? withFailure(target, found.failure) : target;
  });
}

/** Without a denied address, a grant that failed says only that the access is not known. */
function withFailure(target: Target, failure: ApiFailure): Target {
  return { ...target, state: target.state === 'denied' ? 'denied' : 'unknown', failure, hasFailed: true };
}

/** The targets that the last grant did not reach. */
export function failedTargets(targets: readonly Target[] = []): (Target & FailedTarget)[] {
  return targets.flatMap((target) =>
    target.hasFailed && target.failure ? [{ ...target, failure: target.failure }] : [],
  );
}

/** Those of them for which another try can help. */
export function targetsToRetry(targets: readonly Target[] | undefined): Target[] {
  return failedTargets(targets).filter(canChange);
}

/** Whether a grant can change the access: another statement of the policy does not give way to a lease. */
export function canChange({ failure }: Target): boolean {
  return failure?.kind !== 'address_blocked';
}

/** In the targets that a grant has reached an active lease counts; it may exist without being applied in the others. */
export function withTargetLeases(
  targets: readonly Target[],
  now: number,
  reached: readonly string[],
): Target[] {
  return targets.map((target) =>
    target.failure || !reached.includes(target.id)
      ? target
      : settled({ ...target, observations: target.observations.map((each) => withOwnLease(each, now)) }),
  );
}

/** Each address over several targets: allowed if every one of them allows it, until the first end. */
export function mergeObservations(places: readonly Place[], targets: readonly Target[]): Observation[] {
  return places.flatMap(({ address, cidr }): Observation[] => {
    const here = targets.flatMap(({ observations }) => observations.filter((each) => each.cidr === cidr));
    const [first] = here.toSorted((a, b) => endOf(a) - endOf(b));
    if (!first) return [];
    const lease = first.lease ?? here.find((each) => each.lease)?.lease;
    const merged: Observation = here.every(isAllowed) ? first : { address, cidr, allowed: false };
    return [lease ? { ...merged, lease } : merged];
  });
}

const endOf = ({ until }: Observation) => until ?? Number.POSITIVE_INFINITY;
