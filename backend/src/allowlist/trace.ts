import { formatCidr, parseCidr } from '@genkan/shared/address';
import { readPolicy } from '@genkan/shared/policy';
import { findDrift } from '@genkan/shared/render';
import type { AllowlistDeps } from '../deps.ts';
import type { AppliedState } from '../store/applied.ts';
import type { AuditEvent } from '../store/audit.ts';
import { isRevocation } from './lease-records.ts';
import type { LivePolicy } from './live-policy.ts';
import type { Rendered } from './render.ts';

interface Change {
  readonly rendered: Rendered;
  readonly live: LivePolicy;
  readonly applied: AppliedState | undefined;
  readonly baseline: string;
  /** The version that is live now. */
  readonly version: string;
}

/**
 * What one application of the policy leaves in the trail besides the events of the requests it served.
 * @param told those events
 */
export function describeChange(
  deps: AllowlistDeps,
  change: Change,
  told: readonly AuditEvent[],
): readonly AuditEvent[] {
  return [...describeEnded(change, told, deps.clock.now()), ...describeEdit(deps, change)];
}

/**
 * Leases that this application took out: over by themselves, replaced because their member had too many, or revoked by
 * a request of another process, which may have died before it could say so.
 */
function describeEnded(
  { rendered, live, version }: Change,
  told: readonly AuditEvent[],
  now: number,
): readonly AuditEvent[] {
  const { ended } = rendered;
  if (ended.length === 0 || version === live.version) return [];
  const before = entriesOf(live.document);
  const after = entriesOf(rendered.document);
  return ended
    .map((lease) => ({ lease, cidr: formatCidr(lease.cidr) }))
    .filter(({ cidr }) => before.has(cidr) && !after.has(cidr))
    .filter(
      ({ lease, cidr }) => !told.some((event) => event.memberId === lease.memberId && event.cidr === cidr),
    )
    .map(({ lease, cidr }) => ({
      event: isRevocation(lease) ? 'revoked' : lease.endsAt <= now ? 'expired' : 'replaced',
      memberId: lease.memberId,
      cidr,
      endsAt: lease.endsAt,
      versionBefore: live.version,
      versionAfter: version,
    }));
}

/** Every block that some list of the document names, canonical; none for a document that cannot be read. */
function entriesOf(document: string): ReadonlySet<string> {
  const reading = readPolicy(document);
  const entries = reading.ok ? reading.policy.fences.flatMap((fence) => fence.entries) : [];
  return new Set(
    entries.map((entry) => {
      const cidr = parseCidr(entry);
      return cidr.ok ? formatCidr(cidr.value) : entry;
    }),
  );
}

/** Somebody else made the default version: says what in it neither baseline nor leases explain. */
function describeEdit(deps: AllowlistDeps, change: Change): readonly AuditEvent[] {
  const { rendered, live, applied, baseline } = change;
  if (!applied || applied.version === live.version) return [];
  const context = {
    baseline,
    active: [...rendered.active, ...rendered.leftOut],
    ended: rendered.ended.map((lease) => lease.cidr),
    ...(deps.config.sids && { sids: deps.config.sids }),
  };
  const before = findDrift({ live: applied.document, ...context });
  const after = findDrift({ live: live.document, ...context });
  const added = difference(after.added, before.added);
  const removed = difference(after.removed, before.removed);
  const other = difference(after.other, before.other);
  // A writer of ours that died before it could note its version leaves nothing unexplained.
  if (added.length + removed.length + other.length === 0) return [];
  return [
    {
      event: 'policy_edited',
      versionBefore: applied.version,
      versionAfter: live.version,
      added,
      removed,
      other,
    },
  ];
}

function difference(after: readonly string[], before: readonly string[]): readonly string[] {
  const known = new Set(before);
  return after.filter((entry) => !known.has(entry));
}
