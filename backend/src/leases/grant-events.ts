import { formatCidr } from '@genkan/shared/address';
import type { LeaseRecord } from '@genkan/shared/lease';
import type { AuditEvent } from '../audit/audit.ts';
import type { Served } from '../policy/writer/work.ts';
import type { GrantRequest } from './grant-request.ts';

/** The trace of a grant: who, from where, until when, and the policy versions before and after. */
export function describeGrant(
  served: Served,
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
    versionBefore: served.wrote?.live.version,
    versionAfter: served.state.version,
  };
}

/** The trace of an older lease that the member's own limit ended. */
export function describeReplaced(lease: LeaseRecord, request: GrantRequest, version: string): AuditEvent {
  return {
    event: 'replaced',
    requestId: request.requestId,
    memberId: lease.memberId,
    cidr: formatCidr(lease.cidr),
    versionAfter: version,
  };
}
