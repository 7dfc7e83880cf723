import { findLeaseKey, isSameRecord, type LeaseRecord, revocationOf } from '@genkan/shared/lease';
import type { RenderPorts } from '../policy/document/render.ts';
import type { Known, RequestPlan } from '../policy/writer/change-request.ts';
import type { BackendConfig } from '../runtime/config.ts';
import { unauthorizedProblem } from '../runtime/problems.ts';
import { parseMember } from '../store/members.ts';
import { tooManyGrants } from './grant-ceiling.ts';
import type { GrantRequest } from './grant-request.ts';
import { leasesAboveLimit } from './leases-above-limit.ts';
import { supersede } from './new-lease.ts';

/** What the writer has decided for a grant. */
export interface GrantDecision {
  /** The record that the request wrote. */
  readonly asked: LeaseRecord;
  /** The record that is to be live for the request: the one that it wrote, or the same above a newer record of the lease. */
  readonly record: LeaseRecord;
  /** Revocations of the member's older leases beyond the member's own limit, which hold when the new one finds room. */
  readonly replaced: readonly LeaseRecord[];
}

type PlanPorts = RenderPorts & { readonly config: Pick<BackendConfig, 'memberGrants'> };

/** Decides a grant with the lock held: the member's state, the ceiling, the record's time, the limit. */
export function planGrant(
  deps: PlanPorts,
  request: GrantRequest,
  known: Known,
  decision: GrantDecision,
): RequestPlan<GrantDecision> {
  const { member } = request;
  const { asked, record } = decision;
  const now = asked.at;
  const unchanged = { put: [], replaced: [], drop: [], isSuperseding: false, decision };
  if (!isAllowed(request, known.members.get(member.id))) {
    const isLive = findLeaseKey(known.applied?.active ?? [], record) !== undefined;
    const refusal = unauthorizedProblem();
    return isLive
      ? { ...unchanged, put: [revocationOf(record, now)], refusal }
      : { ...unchanged, drop: ownRecords(decision), refusal };
  }
  const retryAt = known.ceiling.retryAt.get(member.id);
  const isListed = known.records.some((other) => isSameRecord(other, record));
  // Another writer may have deleted the record for the same reason.
  if (
    retryAt !== undefined &&
    (!isListed || known.ceiling.records.some((other) => isSameRecord(other, record)))
  ) {
    return { ...unchanged, drop: ownRecords(decision), refusal: tooManyGrants(deps, retryAt) };
  }
  const later = supersede(record, known.records, now);
  const wanted = later ?? record;
  // A writer that found no room for the record has deleted it, and there may be room now.
  const own = later || !isListed ? [wanted] : [];
  const above = leasesAboveLimit(deps, member, [...known.records, ...own]);
  return {
    put: own,
    replaced: above,
    drop: [],
    isSuperseding: later !== undefined,
    decision: { asked, record: wanted, replaced: above },
  };
}

/** The records that a grant has put. */
export function ownRecords({ asked, record }: GrantDecision): readonly LeaseRecord[] {
  return record === asked ? [asked] : [asked, record];
}

/** Whether the member's record, as it is now, still allows the request. */
export function isAllowed(request: GrantRequest, record: string | undefined): boolean {
  if (request.isAllowedBy) return request.isAllowedBy(record);
  const member = parseMember(record);
  return member !== undefined && member.disabled !== true;
}
