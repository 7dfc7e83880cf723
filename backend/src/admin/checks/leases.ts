import { formatCidr } from '@genkan/shared/address';
import { leaseKey } from '@genkan/shared/lease';
import { readPolicy } from '@genkan/shared/policy';
import { resolveRecords } from '../../allowlist/render.ts';
import { isCoveredByAll } from '../covered-by-all.ts';
import { type Check, ok, warning } from './check.ts';

const CHECK = 'leases';
/** A grant that is not applied yet is no older. */
const GRACE_MS = 60_000;

/** Every active lease is in the live policy, unless it found no room. */
export const checkLeases: Check = ({ deps, now, live, records, applied }) => {
  if (!live.known || !records.known || !applied.known) return [];
  const sids = deps.config.sids ? { sids: deps.config.sids } : {};
  const reading = readPolicy(live.value.document, sids);
  if (!reading.ok) return [];
  const leftOut = new Set(applied.value?.leftOut);
  const { active } = resolveRecords(deps, records.value);
  const missing = active.filter(
    (lease) =>
      now - lease.at > GRACE_MS &&
      !leftOut.has(leaseKey(lease)) &&
      !isCoveredByAll(lease.cidr, reading.policy.fences),
  );
  if (missing.length === 0) return [ok(CHECK, 'Every active lease is in the live policy.')];
  const names = missing.map(({ memberId, cidr }) => `${memberId}'s ${formatCidr(cidr)}`).join(', ');
  return [
    warning(
      CHECK,
      `Leases that are active are not in the live policy: ${names}. An address was removed by hand, or the writer does not run. The next write puts it back.`,
      'To end a lease use "genkan lease revoke"; to put it back now, "genkan reconcile".',
    ),
  ];
};
