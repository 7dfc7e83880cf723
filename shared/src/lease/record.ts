import type { Cidr } from '../address/cidr.ts';

/**
 * The content of one S3 object about a lease, which is a member's permission for one block. The newest record of a lease
 * decides; a revocation is a record with `endsAt === at`. Times are milliseconds since the epoch.
 */
export interface LeaseRecord {
  readonly memberId: string;
  readonly cidr: Cidr;
  readonly at: number;
  readonly endsAt: number;
}

/** Is this record a revocation? It ends the moment it begins. */
export function isRevocation(record: LeaseRecord): boolean {
  return record.endsAt === record.at;
}

/** Is the lease active at `now`, if this record is its newest? */
export function isActive(record: LeaseRecord | undefined, now: number): record is LeaseRecord {
  return record !== undefined && !isRevocation(record) && record.endsAt > now;
}

/** Are both records about the same lease? */
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
  return compareAge(a, b) === 0 && isSameLease(a, b);
}

/** Sorts records of one lease from the oldest to the newest: by `at`, then by `endsAt`. */
export function compareAge(a: LeaseRecord, b: LeaseRecord): number {
  return a.at - b.at || a.endsAt - b.endsAt;
}

/** The record that decides. Of two equal ones, the first. */
export function newestRecord(records: readonly LeaseRecord[]): LeaseRecord | undefined {
  return records.reduce<LeaseRecord | undefined>(
    (newest, record) => (newest && compareAge(newest, record) >= 0 ? newest : record),
    undefined,
  );
}

/** A record that ends the lease now, and is newer than the given record even if the clock was set back. */
export function revocationOf(record: LeaseRecord, now: number): LeaseRecord {
  const at = Math.max(now, record.at + 1);
  return { memberId: record.memberId, cidr: record.cidr, at, endsAt: at };
}
