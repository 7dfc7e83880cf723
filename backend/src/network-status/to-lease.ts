import { formatCidr } from '@genkan/shared/address';
import type { Lease } from '@genkan/shared/contract';
import { type LeaseRecord, leaseId } from '@genkan/shared/lease';

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
