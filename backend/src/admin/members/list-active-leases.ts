import type { Lease } from '@genkan/shared/contract';
import type { AllowlistDeps } from '../../deps.ts';
import { toLease } from '../../network-status/to-lease.ts';
import { resolveRecords } from '../../policy/document/render.ts';
import { mapBounded } from '../../runtime/map-bounded.ts';
import { listLeases, readLabel } from '../../store/leases.ts';

/** A lease with its member. */
export interface MemberLease extends Lease {
  readonly memberId: string;
}

/** Active leases with their labels: of all members, or of one. */
export async function listActiveLeases(
  deps: AllowlistDeps,
  memberId?: string,
): Promise<readonly MemberLease[]> {
  const prefix = memberId === undefined ? '' : `${memberId}~`;
  const { active } = resolveRecords(deps, await listLeases(deps.objects, prefix));
  return mapBounded(active, async (record) => ({
    memberId: record.memberId,
    ...toLease(record, await readLabel(deps, record)),
  }));
}
