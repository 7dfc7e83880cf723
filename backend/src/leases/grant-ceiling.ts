import { type LeaseRecord, leaseId, leaseKey } from '@genkan/shared/lease';
import type { AllowlistDeps } from '../runtime/deps.ts';
import { ProblemError } from '../runtime/problems.ts';
import { MEMBER_GRANT_WINDOW_MS } from '../runtime/timing.ts';
import type { AppliedState } from '../store/applied.ts';
import { isRevocation } from './lease-records.ts';

/** Members beyond this number whose ceiling this process remembers. */
const MAX_MEMBERS = 1000;

/** The grants that are beyond their member's ceiling, and when each such member may ask again. */
export interface Ceiling {
  readonly records: readonly LeaseRecord[];
  /** By member id, ms since the epoch. */
  readonly retryAt: ReadonlyMap<string, number>;
}

/**
 * Finds the grants beyond `memberGrants` that a member asked for in the last ten minutes. IAM's write quota is the
 * account's, and each Lambda environment serves one request at a time, so only what all processes see can limit a member:
 * the lease records. A record that is live already stays, because its request may have been acknowledged.
 */
export function findCeiling(
  deps: AllowlistDeps,
  records: readonly LeaseRecord[],
  applied: AppliedState | undefined,
): Ceiling {
  const retryAt = new Map<string, number>();
  if (applied === undefined) return { records: [], retryAt };
  const now = deps.clock.now();
  const limit = deps.config.memberGrants;
  const byMember = new Map<string, LeaseRecord[]>();
  for (const record of records) {
    if (Math.abs(now - record.at) >= MEMBER_GRANT_WINDOW_MS) continue;
    const recent = byMember.get(record.memberId);
    if (recent) recent.push(record);
    else byMember.set(record.memberId, [record]);
  }
  const live = new Set([...applied.active, ...applied.acknowledged]);
  const beyond: LeaseRecord[] = [];
  for (const [memberId, recent] of byMember) {
    if (recent.length <= limit) continue;
    const requests = groupByRequest(recent);
    if (requests.length <= limit) continue;
    beyond.push(
      ...requests
        .slice(limit)
        .flat()
        .filter((record) => !live.has(leaseKey(record))),
    );
    retryAt.set(memberId, (requests[0]?.[0]?.at ?? now) + MEMBER_GRANT_WINDOW_MS);
  }
  return { records: beyond, retryAt };
}

/**
 * One member's grants, the oldest first, each with the records that its request put. A request that finds a newer record of its
 * lease puts its own a second time, one millisecond above that one and with the same end.
 */
function groupByRequest(records: readonly LeaseRecord[]): readonly (readonly LeaseRecord[])[] {
  const requests: LeaseRecord[][] = [];
  /** By lease: the record before, and the requests by the end that they ask for. */
  const leases = new Map<string, { before: LeaseRecord; byEnd: Map<number, LeaseRecord[]> }>();
  for (const record of records.toSorted((a, b) => a.at - b.at || a.endsAt - b.endsAt)) {
    const id = leaseId(record);
    const lease = leases.get(id) ?? { before: record, byEnd: new Map<number, LeaseRecord[]>() };
    const isAbove = record.at === lease.before.at + 1;
    lease.before = record;
    leases.set(id, lease);
    if (isRevocation(record)) continue;
    const first = isAbove ? lease.byEnd.get(record.endsAt) : undefined;
    if (first) {
      first.push(record);
      continue;
    }
    const request = [record];
    lease.byEnd.set(record.endsAt, request);
    requests.push(request);
  }
  return requests;
}

/** The problem of a request beyond the ceiling; this process refuses further ones of the member until then. */
export function reachedCeiling(deps: AllowlistDeps, memberId: string, retryAt: number): ProblemError {
  const { limitedUntil } = deps.memory;
  limitedUntil.delete(memberId);
  limitedUntil.set(memberId, retryAt);
  const oldest = limitedUntil.keys().next();
  if (limitedUntil.size > MAX_MEMBERS && !oldest.done) limitedUntil.delete(oldest.value);
  return tooManyGrants(deps, retryAt);
}

/** @throws {ProblemError} `rate_limited` while this process knows that the member is beyond the ceiling */
export function requireBelowCeiling(deps: AllowlistDeps, memberId: string): void {
  const until = deps.memory.limitedUntil.get(memberId) ?? 0;
  const wait = until - deps.clock.now();
  if (wait > 0 && wait <= MEMBER_GRANT_WINDOW_MS) throw tooManyGrants(deps, until);
}

function tooManyGrants(deps: AllowlistDeps, retryAt: number): ProblemError {
  const seconds = Math.max(1, Math.ceil((retryAt - deps.clock.now()) / 1000));
  return new ProblemError(
    'rate_limited',
    `This member has asked for ${deps.config.memberGrants} grants in ten minutes, which is the limit. Try again in ${seconds} seconds; if a script sends these requests, stop it.`,
    { retryAfter: seconds },
  );
}
