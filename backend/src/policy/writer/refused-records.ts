import { formatCidr } from '@genkan/shared/address';
import { type LeaseRecord, leaseKey } from '@genkan/shared/lease';
import { audit } from '../../audit/audit.ts';
import { mapBounded } from '../../runtime/map-bounded.ts';
import { type AppliedState, readApplied } from '../../store/applied.ts';
import { putLease } from '../../store/leases.ts';
import { newcomerTest } from '../document/render.ts';
import type { WriterInput } from './change-request.ts';
import type { Progress } from './progress.ts';
import type { WriterPorts } from './writer-ports.ts';

/** Removes the records of the refused requests, with the lock held. */
export async function rollBack(deps: WriterPorts, input: WriterInput, progress: Progress): Promise<void> {
  try {
    const before = progress.before ?? { state: (await readApplied(deps.objects))?.state };
    const refused = input.refusedRecords(before.state);
    // An attempt before may have made them live: then the next writer must remove their entries.
    await (progress.created.length > 0 ? revokeRecords(deps, refused) : deleteRecords(deps, refused));
    await auditRefused(deps, refused);
  } catch (error) {
    // The leases stay until their time, and the next writer applies them.
    deps.log.error('refusal_not_recorded', { error: String(error) });
  }
}

/** Deletes the records of leases that found no room and were not live before: their requests are refused. */
export async function dropOmitted(
  deps: WriterPorts,
  applied: AppliedState | undefined,
  omitted: readonly LeaseRecord[],
): Promise<void> {
  const refused = omitted.filter(newcomerTest(applied));
  await deleteRecords(deps, refused);
  await auditRefused(deps, refused);
}

/** Ends the leases beyond their members' own limits, now that the newer ones are live. */
export async function putReplaced(deps: WriterPorts, replaced: readonly LeaseRecord[]): Promise<void> {
  await settleEach(deps, replaced, (record) => putLease(deps.objects, record));
}

/**
 * Deletes lease records whose requests are refused. Only these very records: a newer one of the same lease, of another
 * request, stays. A record that could not be deleted ends at its time.
 */
export async function deleteRecords(deps: WriterPorts, records: readonly LeaseRecord[]): Promise<void> {
  await settleEach(deps, records, (record) => deps.objects.delete(leaseKey(record)));
}

/** Ends leases whose entries may be live, without touching a newer record of the same lease. */
async function revokeRecords(deps: WriterPorts, records: readonly LeaseRecord[]): Promise<void> {
  await settleEach(deps, records, (record) => {
    const at = record.at + 1;
    return putLease(deps.objects, { ...record, at, endsAt: at });
  });
}

async function auditRefused(deps: WriterPorts, records: readonly LeaseRecord[]): Promise<void> {
  await settleEach(deps, records, ({ memberId, cidr }) =>
    audit(deps, { event: 'refused', memberId, cidr: formatCidr(cidr) }),
  );
}

async function settleEach(
  deps: WriterPorts,
  records: readonly LeaseRecord[],
  act: (record: LeaseRecord) => Promise<void>,
): Promise<void> {
  const failures = await mapBounded(records, (record) => act(record).then(() => undefined, String));
  for (const error of failures) {
    if (error !== undefined) deps.log.error('refusal_not_recorded', { error });
  }
}
