/** Leases: how they are kept in S3 keys, which of them hold now, and when one ends. */
export { leaseEnd } from './lease/end.ts';
export { isGrantable } from './lease/grantable.ts';
export { leaseId, parseLeaseId } from './lease/id.ts';
export { findLeaseKey, LEASE_PREFIX, leaseKey, leaseOfKey, parseLeaseKey } from './lease/key.ts';
export { nextReset, previousReset } from './lease/next-reset.ts';
export {
  compareAge,
  isActive,
  isRevocation,
  isSameLease,
  isSameRecord,
  type LeaseRecord,
  newestRecord,
  revocationOf,
} from './lease/record.ts';
export { DEFAULT_MAX_LEASES, resolveLeases, TOMBSTONE_MS } from './lease/resolve.ts';
