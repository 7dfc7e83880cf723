import { formatCidr } from '@genkan/shared/address';
import { type LeaseRecord, leaseKey } from '@genkan/shared/lease';
import type { AllowlistDeps } from '../deps.ts';
import { readApplied } from '../store/applied.ts';
import { audit } from '../store/audit.ts';
import { listLeases, putLease } from '../store/leases.ts';
import { isActive, isSameLease, newestRecord, revocationOf } from './lease-records.ts';

/**
 * Takes back a lease record whose request is about to be refused. A lease that was held before keeps what it had (our
 * record is deleted, the former one decides again); a new one is revoked, so that an entry some other writer may already
 * have made is subtracted. A record that the last writer noted as live stays: somebody was told of it.
 */
export async function withdraw(deps: AllowlistDeps, record: LeaseRecord, requestId: string): Promise<void> {
  try {
    const [records, applied] = await Promise.all([
      listLeases(deps.objects, `${record.memberId}~`),
      readApplied(deps.objects),
    ]);
    // Another request for the same lease, at the same moment, has been answered with this very record.
    if (applied?.state?.active.includes(leaseKey(record))) return;
    const before = newestRecord(
      records.filter((other) => isSameLease(other, record) && other.at < record.at),
    );
    if (isActive(before, deps.clock.now())) await deps.objects.delete(leaseKey(record));
    else await putLease(deps.objects, revocationOf(record, deps.clock.now()), { requestId });
    await audit(deps, {
      event: 'refused',
      requestId,
      memberId: record.memberId,
      cidr: formatCidr(record.cidr),
    });
  } catch (error) {
    // The caller hears the refusal; the lease that could not be taken back ends at its time.
    deps.log.error('withdraw_failed', { requestId, error: String(error) });
  }
}
