import { type Address, observedCidr } from '@genkan/shared/address';
import type { TargetStatus, Access as WireAccess } from '@genkan/shared/contract';
import { leaseId } from '@genkan/shared/lease';
import type { Access } from '@genkan/shared/render';
import type { BackendConfig } from '../runtime/config.ts';
import { type LabelPorts, readLabel } from '../store/leases.ts';
import { explain, readView, type StatusPorts } from './policy-view.ts';
import { toLease } from './to-lease.ts';

/** Whether the live policy lets a member's address in, and the member's own lease for it. */
export type MemberStatus = Pick<Extract<TargetStatus, { status: 'known' }>, 'access' | 'lease' | 'policy'>;

/** Reads the live policy and the leases. Writes nothing. @throws {ProblemError} */
export async function readMemberStatus(
  deps: StatusPorts & LabelPorts & { readonly config: Pick<BackendConfig, 'ipv6Prefix'> },
  memberId: string,
  address: Address,
): Promise<MemberStatus> {
  const view = await readView(deps);
  const access = explain(deps, view, address);
  const id = leaseId({ memberId, cidr: observedCidr(address, deps.config.ipv6Prefix) });
  const own = view.active.find((lease) => leaseId(lease) === id);
  return {
    access: toWire(access),
    ...(own && { lease: toLease(own, await readLabel(deps, own)) }),
    policy: { arn: deps.policies.arn, version: view.live.version },
  };
}

function toWire(access: Access): WireAccess {
  if (!access.allowed) {
    const { blockedBy } = access;
    return {
      allowed: false,
      ...(blockedBy && {
        blockedBy: {
          statement: blockedBy.statement,
          ...(blockedBy.sid !== undefined && { sid: blockedBy.sid }),
        },
      }),
    };
  }
  const { by, entry, until } = access;
  return { allowed: true, by, entry, ...(until !== undefined && { until: new Date(until).toISOString() }) };
}
