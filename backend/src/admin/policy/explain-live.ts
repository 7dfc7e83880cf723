import { formatCidr, parseCidr } from '@genkan/shared/address';
import { diffPolicies } from '@genkan/shared/policy';
import { explainAccess, findDrift } from '@genkan/shared/render';
import type { AllowlistDeps } from '../../deps.ts';
import { leavingCidrs } from '../../policy/document/manual-entries.ts';
import { resolveRecords } from '../../policy/document/render.ts';
import { readApplied } from '../../store/applied.ts';
import { listLeases } from '../../store/leases.ts';
import { readBaseline, readDefaultVersion } from './baseline.ts';

/** One difference between baseline and live policy, and its cause. */
export interface ExplainedChange {
  readonly kind: 'added' | 'removed' | 'other';
  /** The address as the policy spells it, or the change in words. */
  readonly what: string;
  /** `ended`: an ended lease that the next reconcile removes. */
  readonly by: 'lease' | 'ended' | 'hand';
  /** The members with a lease for it. */
  readonly leases: readonly { readonly memberId: string; readonly endsAt: string }[];
}

export interface Explanation {
  readonly version: string;
  readonly changes: readonly ExplainedChange[];
  /** What neither baseline nor leases explain: edits by hand. */
  readonly drift: ReturnType<typeof findDrift>;
  /** Active leases that the live policy does not have yet, or has no room for. */
  readonly pending: readonly { readonly memberId: string; readonly cidr: string }[];
}

/** Explains the live policy as baseline, leases, and edits by hand. @throws {BaselineError} */
export async function explainLive(deps: AllowlistDeps): Promise<Explanation> {
  const [{ id, document }, baseline, records, applied] = await Promise.all([
    readDefaultVersion(deps),
    readBaseline(deps),
    listLeases(deps.objects),
    readApplied(deps.objects),
  ]);
  const { active, ended } = resolveRecords(deps, records);
  const { sids } = deps.config;
  const { added, removed, other } = diffPolicies(baseline.document, document, { sids });
  const endedCidrs = leavingCidrs(ended, applied?.state);
  const drift = findDrift({
    live: document,
    baseline: baseline.document,
    active,
    ended: endedCidrs,
    sids,
  });

  const leasesFor = (cidr: string) =>
    active
      .filter((lease) => formatCidr(lease.cidr) === cidr)
      .map(({ memberId, endsAt }) => ({ memberId, endsAt: new Date(endsAt).toISOString() }));
  const gone = new Set(endedCidrs.map(formatCidr));
  const changes: ExplainedChange[] = [
    ...added.map((what): ExplainedChange => {
      const leases = leasesFor(canonical(what));
      const by = leases.length > 0 ? 'lease' : gone.has(canonical(what)) ? 'ended' : 'hand';
      return { kind: 'added', what, by, leases };
    }),
    ...removed.map((what): ExplainedChange => ({ kind: 'removed', what, by: 'hand', leases: [] })),
    ...other.map((what): ExplainedChange => ({ kind: 'other', what, by: 'hand', leases: [] })),
  ];
  const pending = active
    .filter(({ cidr: address }) => {
      const result = explainAccess({ live: document, baseline: baseline.document, active, address, sids });
      return result.ok && !result.access.allowed && result.access.blockedBy === undefined;
    })
    .map((lease) => ({ memberId: lease.memberId, cidr: formatCidr(lease.cidr) }));
  return { version: id, changes, drift, pending };
}

/** `203.0.113.7 (statement 2)` → `203.0.113.7/32` */
function canonical(what: string): string {
  const entry = what.replace(/ \(statement .*\)$/, '');
  const cidr = parseCidr(entry);
  return cidr.ok ? formatCidr(cidr.value) : entry;
}
