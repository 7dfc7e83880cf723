import { formatCidr } from '@genkan/shared/address';
import type { LeaseRecord } from '@genkan/shared/lease';
import type { AuditEvent } from '../audit/audit.ts';
import type { ApplyResult } from '../policy/writer/change-request.ts';
import type { GrantRequest } from './grant-request.ts';

/** The audit event of a grant: the member, the address, the end, and the policy versions before and after. */
export function describeGrant(
  result: ApplyResult,
  lease: LeaseRecord,
  request: GrantRequest,
  renewed: boolean,
): AuditEvent {
  return {
    event: renewed ? 'renewed' : 'granted',
    requestId: request.requestId,
    memberId: request.member.id,
    cidr: formatCidr(lease.cidr),
    label: request.label,
    endsAt: lease.endsAt,
    versionBefore: result.wrote?.live.version,
    versionAfter: result.state.version,
  };
}

/** The audit event of an older lease that the member's own limit ended. */
export function describeReplaced(lease: LeaseRecord, request: GrantRequest, version: string): AuditEvent {
  return {
    event: 'replaced',
    requestId: request.requestId,
    memberId: lease.memberId,
    cidr: formatCidr(lease.cidr),
    versionAfter: version,
  };
}
