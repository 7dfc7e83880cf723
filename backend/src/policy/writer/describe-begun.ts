import { formatCidr } from '@genkan/shared/address';
import { type LeaseRecord, leaseOfKey, parseLeaseKey } from '@genkan/shared/lease';
import type { AuditEvent } from '../../audit/audit.ts';
import type { AppliedState } from '../../store/applied.ts';
import { entriesOf } from '../document/manual-entries.ts';
import { reasonOf } from './describe-change.ts';
import type { LateVersion } from './settle-begun.ts';

/**
 * The audit events of a version whose writer could not write them: it stopped, or IAM's response to its create was lost. They
 * come a second time when only the confirmation of the applied state was lost.
 * @param applied the state that knows the version only as begun
 */
export function describeBegun(
  applied: AppliedState,
  { version, createdAt, document }: LateVersion,
): readonly AuditEvent[] {
  const entries = entriesOf(document);
  const isThere = ({ cidr }: LeaseRecord) => entries.has(formatCidr(cidr));
  const describe = (event: AuditEvent['event'], { memberId, cidr, endsAt }: LeaseRecord): AuditEvent => ({
    event,
    memberId,
    cidr: formatCidr(cidr),
    endsAt,
    versionAfter: version,
  });
  const leaving = new Set(applied.leaving.map(leaseOfKey));
  return [
    ...recordsOf(applied.ended.filter((key) => leaving.has(leaseOfKey(key))))
      .filter((record) => !isThere(record))
      .map((record) => describe(reasonOf(record, createdAt), record)),
    ...recordsOf(applied.arriving)
      .filter(isThere)
      .map((record) => describe('applied', record)),
  ];
}

function recordsOf(keys: readonly string[]): readonly LeaseRecord[] {
  return keys.flatMap((key) => {
    const record = parseLeaseKey(key);
    return record.ok ? [record.value] : [];
  });
}
