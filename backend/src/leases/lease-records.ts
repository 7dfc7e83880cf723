import { formatCidr } from '@genkan/shared/address';
import type { Lease } from '@genkan/shared/contract';
import { type LeaseRecord, leaseId, leaseKey } from '@genkan/shared/lease';
import { leaseOfKey } from '../policy/document/render.ts';

/** Is this record a revocation? It ends the moment it begins. */
export function isRevocation(record: LeaseRecord): boolean {
  return record.endsAt === record.at;
}

/** Does this record, if it is its lease's newest, let anybody in at `now`? */
export function isActive(record: LeaseRecord | undefined, now: number): record is LeaseRecord {
  return record !== undefined && !isRevocation(record) && record.endsAt > now;
}

/** Do both records speak of the same lease? */
export function isSameLease(a: LeaseRecord, b: LeaseRecord): boolean {
  return (
    a.memberId === b.memberId &&
    a.cidr.family === b.cidr.family &&
    a.cidr.prefix === b.cidr.prefix &&
    a.cidr.value === b.cidr.value
  );
}

/** Are both the same record? */
export function isSameRecord(a: LeaseRecord, b: LeaseRecord): boolean {
  return a.at === b.at && a.endsAt === b.endsAt && isSameLease(a, b);
}

/** The record that decides: the newest by `at`, then by `endsAt`. */
export function newestRecord(records: readonly LeaseRecord[]): LeaseRecord | undefined {
  return records.reduce<LeaseRecord | undefined>(
    (newest, record) =>
      newest && (newest.at > record.at || (newest.at === record.at && newest.endsAt >= record.endsAt))
        ? newest
        : record,
    undefined,
  );
}

/** A record that ends the lease now, newer than every record it must outdo even if the clock was set back. */
export function revocationOf(record: LeaseRecord, now: number): LeaseRecord {
  const at = Math.max(now, record.at + 1);
  return { memberId: record.memberId, cidr: record.cidr, at, endsAt: at };
}

/** Does the list name this lease with a record at least as new? Keys of a lease sort by age. */
export function namesLease(keys: readonly string[], record: LeaseRecord): string | undefined {
  const own = leaseKey(record);
  const lease = `${leaseOfKey(own)}/`;
  return keys.find((key) => key.startsWith(lease) && key >= own);
}

/** A lease as the API shows it. */
export function toLease(record: LeaseRecord, label: string | undefined): Lease {
  return {
    id: leaseId(record),
    cidr: formatCidr(record.cidr),
    grantedAt: new Date(record.at).toISOString(),
    endsAt: new Date(record.endsAt).toISOString(),
    ...(label !== undefined && { label }),
  };
}
