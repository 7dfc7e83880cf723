import { formatCidr } from '@genkan/shared/address';
import { type LeaseRecord, leaseKey } from '@genkan/shared/lease';
import { findAddressDeny, readPolicy } from '@genkan/shared/policy';
import { resolveRecords } from '../../../policy/document/render.ts';
import { isCoveredByAll } from '../../policy/covered-by-all.ts';
import { type Finding, ok, type TargetCheck, warning } from '../check.ts';

const CHECK = 'leases';
/** A grant that is not applied yet is no older. */
const GRACE_MS = 60_000;

/** Every active lease is in the live policy, unless it found no room, and has an effect. */
export const checkLeases: TargetCheck = ({ deps, now, live, records, applied }) => {
  if (!live.known || !records.known || !applied.known) return [];
  const { sids } = deps.config;
  const reading = readPolicy(live.value.document, { sids });
  if (!reading.ok) return [];
  const omitted = new Set(applied.value?.leftOut);
  const { active } = resolveRecords(deps, records.value);
  const missing = active.filter(
    (lease) =>
      now - lease.at > GRACE_MS &&
      !omitted.has(leaseKey(lease)) &&
      !isCoveredByAll(lease.cidr, reading.policy.allowlists),
  );
  const denied = active.filter(
    ({ cidr }) => findAddressDeny(live.value.document, cidr, { sids })?.isCertain === true,
  );
  const findings: Finding[] = [];
  if (missing.length > 0) {
    findings.push(
      warning(
        CHECK,
        `Leases that are active are not in the live policy: ${nameLeases(missing)}. An address was removed by hand, or the writer does not run. The next write puts it back.`,
        'To end a lease use "genkan lease revoke"; to put it back now, "genkan reconcile".',
      ),
    );
  }
  if (denied.length > 0) {
    findings.push(
      warning(
        CHECK,
        `Leases have no effect, because another statement of the policy denies their address: ${nameLeases(denied)}.`,
        'Take the address out of that statement, or end the lease with "genkan lease revoke".',
      ),
    );
  }
  return findings.length > 0 ? findings : [ok(CHECK, 'Every active lease is in the live policy.')];
};

function nameLeases(leases: readonly LeaseRecord[]): string {
  return leases.map(({ memberId, cidr }) => `${memberId}'s ${formatCidr(cidr)}`).join(', ');
}
