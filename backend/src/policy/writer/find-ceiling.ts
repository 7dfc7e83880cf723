import { compareAge, isRevocation, type LeaseRecord, leaseId, leaseKey } from '@genkan/shared/lease';
import type { BackendConfig } from '../../runtime/config.ts';
import type { Clock } from '../../runtime/ports.ts';
import { MEMBER_GRANT_WINDOW_MS } from '../../runtime/timing.ts';
import type { AppliedState } from '../../store/applied.ts';

interface CeilingPorts {
  readonly config: Pick<BackendConfig, 'memberGrants'>;
  readonly clock: Pick<Clock, 'now'>;
}

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
  deps: CeilingPorts,
  records: readonly LeaseRecord[],
  applied: Pick<AppliedState, 'active' | 'acknowledged'> | undefined,
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
 * lease puts its own a second time, one millisecond above that one and with the same end. Several requests that wait together do
 * so at the same millisecond.
 */
function groupByRequest(records: readonly LeaseRecord[]): readonly (readonly LeaseRecord[])[] {
  const requests: LeaseRecord[][] = [];
  /** By lease: the times of its records so far, and the requests by the end that they ask for. */
  const leases = new Map<string, { times: Set<number>; byEnd: Map<number, LeaseRecord[]> }>();
  for (const record of records.toSorted(compareAge)) {
    const id = leaseId(record);
    const lease = leases.get(id) ?? { times: new Set<number>(), byEnd: new Map<number, LeaseRecord[]>() };
    leases.set(id, lease);
    lease.times.add(record.at);
    if (isRevocation(record)) continue;
    const first = lease.times.has(record.at - 1) ? lease.byEnd.get(record.endsAt) : undefined;
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
