import { formatCidr } from '@genkan/shared/address';
import { readPolicy } from '@genkan/shared/policy';
import { leavingCidrs } from '../../../policy/document/manual-entries.ts';
import { resolveRecords } from '../../../policy/document/render.ts';
import { type Check, failure, ok } from '../check.ts';

const CHECK = 'reconcile';
/** A reconcile is due every five minutes; two may fail. */
const GRACE_MS = 15 * 60_000;

/** What has ended is no longer in the policy, so the reconcile runs. */
export const checkReconcile: Check = ({ deps, now, live, baseline, records, applied }) => {
  if (!records.known || !live.known) return [];
  const { sids } = deps.config;
  const entriesOf = (document: string): readonly string[] => {
    const reading = readPolicy(document, { sids });
    return reading.ok ? reading.policy.allowlists.flatMap((allowlist) => allowlist.entries) : [];
  };
  const named = new Set(baseline.known && baseline.value !== undefined ? entriesOf(baseline.value) : []);
  const { active, ended } = resolveRecords(deps, records.value);
  const leased = new Set(active.map((lease) => formatCidr(lease.cidr)));
  const entries = new Set(entriesOf(live.value.document));
  const over = ended.filter((lease) => now - lease.endsAt > GRACE_MS);
  const overdue = leavingCidrs(over, applied.known ? applied.value : undefined)
    .map(formatCidr)
    .filter((cidr) => entries.has(cidr) && !leased.has(cidr) && !named.has(cidr));
  if (overdue.length === 0) return [ok(CHECK, 'No ended lease is left in the policy.')];
  return [
    failure(
      CHECK,
      `Ended leases are still in the policy: ${overdue.join(', ')}.`,
      'The five-minute reconcile does not run: enable its schedule and look at the alarms. "genkan reconcile" takes them out now.',
    ),
  ];
};
