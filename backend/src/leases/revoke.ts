import { formatCidr } from '@genkan/shared/address';
import {
  findLeaseKey,
  isActive,
  isSameLease,
  newestRecord,
  parseLeaseId,
  revocationOf,
} from '@genkan/shared/lease';
import type { AuditEvent } from '../audit/audit.ts';
import { audit } from '../audit/audit.ts';
import type { Served } from '../policy/writer/work.ts';
import { NOTHING_TO_PLAN, type QueuePorts, serve } from '../policy/writer/writer.ts';
import { ProblemError } from '../runtime/problems.ts';
import { REQUEST_BUDGET_MS } from '../runtime/timing.ts';
import { listLeases, putLease } from '../store/leases.ts';

/**
 * Ends a lease now; answers when the default policy version no longer holds its entry. Ending an ended lease succeeds.
 * @throws {ProblemError} `not_found` when there is no such lease (of this member, where one is named); `busy`: the lease
 * has ended and the next writer takes its address out
 */
export async function revoke(
  deps: QueuePorts,
  request: { readonly id: string; readonly memberId?: string; readonly requestId: string },
): Promise<Served> {
  const identity = parseLeaseId(request.id);
  const mayEnd =
    identity.ok && (request.memberId === undefined || identity.value.memberId === request.memberId);
  const records = mayEnd ? await listLeases(deps.objects, `${request.id}/`) : [];
  const newest = newestRecord(records);
  if (!newest) throw new ProblemError('not_found', 'There is no such lease. GET /v1/leases lists yours.');

  const now = deps.clock.now();
  const isOver = !isActive(newest, now);
  let record = isOver ? newest : revocationOf(newest, now);
  const written = isOver
    ? Promise.resolve()
    : putLease(deps.objects, record, { requestId: request.requestId });
  const describe = (served: Served): readonly AuditEvent[] =>
    isOver
      ? []
      : [
          {
            event: 'revoked',
            requestId: request.requestId,
            memberId: record.memberId,
            cidr: formatCidr(record.cidr),
            versionBefore: served.wrote?.live.version,
            versionAfter: served.state.version,
          },
        ];
  const [served] = await Promise.all([
    serve(deps, {
      written,
      isServedBy: (state) => findLeaseKey(state.ended, record) !== undefined,
      plan: ({ records: all }) => {
        const later = newestRecord(all.filter((other) => isSameLease(other, record)));
        if (isOver || !isActive(later, now) || later.at <= record.at) return NOTHING_TO_PLAN;
        record = revocationOf(later, now);
        return { ...NOTHING_TO_PLAN, put: [record] };
      },
      refusedRecords: () => [],
      trace: describe,
      deadline: now + REQUEST_BUDGET_MS,
    }),
    written,
  ]);
  if (!served.wrote) await Promise.all(describe(served).map((event) => audit(deps, event)));
  return served;
}
