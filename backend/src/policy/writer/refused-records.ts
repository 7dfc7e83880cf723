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

/**
 * Removes the records of the refused requests, with the lock held.
 * @returns whether none of them stays: the next writer applies a record that stays, so its request must not be refused
 */
export async function rollBack(deps: WriterPorts, input: WriterInput, progress: Progress): Promise<boolean> {
  if (input.refusedRecords(undefined).length === 0) return true;
  try {
    const before = progress.before ?? { state: (await readApplied(deps.objects))?.state };
    const refused = input.refusedRecords(before.state);
    // An attempt before may have made them live: then the next writer must remove their entries.
    const staying = await (progress.created.length > 0
      ? revokeRecords(deps, refused)
      : deleteRecords(deps, refused));
    await auditRefused(deps, without(refused, staying));
    return staying.length === 0;
  } catch (error) {
    deps.log.error('refusal_not_recorded', { error: String(error) });
    return false;
  }
}

/**
 * Deletes the records of leases that found no room and were not live before: their requests are refused.
 * @returns the records that could not be deleted: the next writer applies them where there is room
 */
export async function dropOmitted(
  deps: WriterPorts,
  applied: AppliedState | undefined,
  omitted: readonly LeaseRecord[],
): Promise<readonly LeaseRecord[]> {
  const refused = omitted.filter(newcomerTest(applied));
  const staying = await deleteRecords(deps, refused);
  await auditRefused(deps, without(refused, staying));
  return staying;
}

function without(records: readonly LeaseRecord[], others: readonly LeaseRecord[]): readonly LeaseRecord[] {
  return records.filter((record) => !others.includes(record));
}

/** Ends the leases beyond their members' own limits, now that the newer ones are live. */
export async function putReplaced(deps: WriterPorts, replaced: readonly LeaseRecord[]): Promise<void> {
  await settleEach(deps, replaced, (record) => putLease(deps.objects, record));
}

/**
 * Deletes lease records whose requests are refused. Only these very records: a newer one of the same lease, of another
 * request, stays. A record that could not be deleted ends at its time.
 * @returns the records that could not be deleted
 */
export function deleteRecords(
  deps: WriterPorts,
  records: readonly LeaseRecord[],
): Promise<readonly LeaseRecord[]> {
  return settleEach(deps, records, (record) => deps.objects.delete(leaseKey(record)));
}

/** Ends leases whose entries may be live, without touching a newer record of the same lease. */
function revokeRecords(deps: WriterPorts, records: readonly LeaseRecord[]): Promise<readonly LeaseRecord[]> {
  return settleEach(deps, records, (record) => {
    const at = record.at + 1;
    return putLease(deps.objects, { ...record, at, endsAt: at });
  });
}

async function auditRefused(deps: WriterPorts, records: readonly LeaseRecord[]): Promise<void> {
  await settleEach(deps, records, ({ memberId, cidr }) =>
    audit(deps, { event: 'refused', memberId, cidr: formatCidr(cidr) }),
  );
}

/** @returns the records for which it failed */
async function settleEach(
  deps: WriterPorts,
  records: readonly LeaseRecord[],
  act: (record: LeaseRecord) => Promise<void>,
): Promise<readonly LeaseRecord[]> {
  const failures = await mapBounded(records, (record) => act(record).then(() => undefined, String));
  for (const error of failures) {
    if (error !== undefined) deps.log.error('refusal_not_recorded', { error });
  }
  return records.filter((_, index) => failures[index] !== undefined);
}
