import { formatCidr } from '@genkan/shared/address';
import {
  findLeaseKey,
  isActive,
  isSameLease,
  type LeaseRecord,
  newestRecord,
  parseLeaseId,
  revocationOf,
} from '@genkan/shared/lease';
import type { AuditEvent } from '../audit/audit.ts';
import { audit } from '../audit/audit.ts';
import type { ApplyResult } from '../policy/writer/change-request.ts';
import { type QueuePorts, submitChange } from '../policy/writer/writer.ts';
import { ProblemError } from '../runtime/problems.ts';
import { REQUEST_BUDGET_MS } from '../runtime/timing.ts';
import { listLeases, putLease } from '../store/leases.ts';

/**
 * Ends a lease now; returns when the default policy version no longer holds its entry. Ending an ended lease succeeds.
 * @throws {ProblemError} `not_found` when there is no such lease (of this member, where one is named); `busy`: the lease
 * has ended and the next writer removes its address
 */
export async function revoke(
  deps: QueuePorts,
  request: { readonly id: string; readonly memberId?: string; readonly requestId: string },
): Promise<ApplyResult> {
  const identity = parseLeaseId(request.id);
  const canEnd =
    identity.ok && (request.memberId === undefined || identity.value.memberId === request.memberId);
  const records = canEnd ? await listLeases(deps.objects, `${request.id}/`) : [];
  const newest = newestRecord(records);
  if (!newest) throw noSuchLease();

  const now = deps.clock.now();
  const isOver = !isActive(newest, now);
  const own = isOver ? newest : revocationOf(newest, now);
  const written = isOver ? Promise.resolve() : putLease(deps.objects, own, { requestId: request.requestId });
  const describe = (result: ApplyResult, record: LeaseRecord): readonly AuditEvent[] =>
    isOver ? [] : [describeRevocation(result, record, request.requestId)];
  const [{ result, decision }] = await Promise.all([
    submitChange<LeaseRecord>(deps, {
      written,
      deadline: now + REQUEST_BUDGET_MS,
      initial: own,
      isAppliedIn: (state, record) => findLeaseKey(state.ended, record) !== undefined,
      plan: ({ records: all }, record) => {
        const later = newestRecord(all.filter((other) => isSameLease(other, record)));
        if (isOver || !isActive(later, now) || later.at <= record.at)
          return { put: [], replaced: [], drop: [], isSuperseding: false, decision: record };
        const again = revocationOf(later, now);
        return { put: [again], replaced: [], drop: [], isSuperseding: false, decision: again };
      },
      refusedRecords: () => [],
      describe,
    }),
    written,
  ]);
  if (!result.wrote) await Promise.all(describe(result, decision).map((event) => audit(deps, event)));
  return result;
}

function describeRevocation(result: ApplyResult, record: LeaseRecord, requestId: string): AuditEvent {
  return {
    event: 'revoked',
    requestId,
    memberId: record.memberId,
    cidr: formatCidr(record.cidr),
    versionBefore: result.wrote?.live.version,
    versionAfter: result.state.version,
  };
}

/** No target has the lease, or it is another member's. */
export function noSuchLease(): ProblemError {
  return new ProblemError('not_found', 'There is no such lease. GET /v1/leases lists yours.');
}
