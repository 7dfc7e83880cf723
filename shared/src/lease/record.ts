import type { Cidr } from '../address/cidr.ts';

/**
 * What one S3 object says about a lease, which is a member's permission for one block. The newest record of a lease
 * decides; a revocation is a record with `endsAt === at`. Times are milliseconds since the epoch.
 */
export interface LeaseRecord {
  readonly memberId: string;
  readonly cidr: Cidr;
  readonly at: number;
  readonly endsAt: number;
}
