import { formatCidr } from '@genkan/shared/address';
import { isRevocation, type LeaseRecord, parseLeaseKey } from '@genkan/shared/lease';
import { findDrift } from '@genkan/shared/render';
import type { AuditEvent } from '../../audit/audit.ts';
import { type AppliedState, confirmedLeases, hashDocument } from '../../store/applied.ts';
import { entriesOf } from '../document/manual-entries.ts';
import type { Rendered, RenderMode, RenderPorts } from '../document/render.ts';
import type { LivePolicy, VersionPorts } from '../versions/live-policy.ts';

type ChangePorts = RenderPorts & VersionPorts;

interface Change {
  readonly mode: RenderMode;
  readonly rendered: Rendered;
  /** What was live before. */
  readonly live: LivePolicy;
  /** The applied state before this write, with the versions that were only known as begun. */
  readonly applied: AppliedState | undefined;
  readonly baseline: string;
  readonly manual: ReadonlySet<string>;
  /** The version that is live now. */
  readonly version: string;
}

/**
 * The audit events of one application of the policy besides those of the requests it served.
 * @param own the events of those requests
 */
export async function describeChange(
  deps: ChangePorts,
  change: Change,
  own: readonly AuditEvent[],
): Promise<readonly AuditEvent[]> {
  const restored = describeRestored(change);
  return [
    ...describeEnded(change, own, deps.clock.now()),
    ...restored,
    ...describeAdded(change, [...own, ...restored]),
    ...describeRefill(deps, change),
    ...(await describeEdit(deps, change)),
  ];
}

/**
 * Leases whose entries left the policy: expired, replaced because their member had too many, revoked by a request of
 * another process, which may have stopped before it could write its event, or refused after such a process had made them live.
 */
function describeEnded(
  { rendered, live, version }: Change,
  own: readonly AuditEvent[],
  now: number,
): readonly AuditEvent[] {
  const { ended, dropped } = rendered;
  if (ended.length + dropped.length === 0 || version === live.version) return [];
  const before = entriesOf(live.document);
  const after = entriesOf(rendered.document);
  const reasons: readonly (readonly [LeaseRecord, AuditEvent['event']])[] = [
    ...ended.map((lease) => [lease, reasonOf(lease, now)] as const),
    ...dropped.map((lease) => [lease, 'refused'] as const),
  ];
  return reasons
    .map(([lease, event]) => ({ lease, event, cidr: formatCidr(lease.cidr) }))
    .filter(({ cidr }) => before.has(cidr) && !after.has(cidr))
    .filter(
      ({ lease, cidr }) => !own.some((event) => event.memberId === lease.memberId && event.cidr === cidr),
    )
    .map(({ lease, event, cidr }) => ({
      event,
      memberId: lease.memberId,
      cidr,
      endsAt: lease.endsAt,
      versionBefore: live.version,
      versionAfter: version,
    }));
}

/** Why a lease is not active at this time. */
export function reasonOf(lease: LeaseRecord, now: number): 'revoked' | 'expired' | 'replaced' {
  if (isRevocation(lease)) return 'revoked';
  return lease.endsAt <= now ? 'expired' : 'replaced';
}

/** Leased addresses that an administrator removed by hand: an acknowledged lease stays until it is revoked. */
function describeRestored(change: Change): readonly AuditEvent[] {
  const { rendered, live, applied, version } = change;
  if (!applied || live.isOwn) return [];
  const entered = entriesThatEntered(change);
  const active = new Set(rendered.active.map((lease) => formatCidr(lease.cidr)));
  return confirmedLeases(applied).flatMap((key): AuditEvent[] => {
    const record = parseLeaseKey(key);
    if (!record.ok) return [];
    const cidr = formatCidr(record.value.cidr);
    if (!entered.has(cidr) || !active.has(cidr)) return [];
    return [
      {
        event: 'restored',
        memberId: record.value.memberId,
        cidr,
        versionBefore: live.version,
        versionAfter: version,
        reason: 'removed by hand while its lease is active; "genkan lease revoke" ends the lease',
      },
    ];
  });
}

/** Addresses that entered for a lease of which no event tells: its request is of another process, which may have stopped. */
function describeAdded(change: Change, own: readonly AuditEvent[]): readonly AuditEvent[] {
  const { rendered, live, version } = change;
  const named = new Set(own.map(({ cidr }) => cidr));
  const entered = entriesThatEntered(change);
  return rendered.active
    .map((lease: LeaseRecord) => ({ lease, cidr: formatCidr(lease.cidr) }))
    .filter(({ cidr }) => entered.has(cidr) && !named.has(cidr))
    .map(({ lease, cidr }) => ({
      event: 'applied',
      memberId: lease.memberId,
      cidr,
      endsAt: lease.endsAt,
      versionBefore: live.version,
      versionAfter: version,
    }));
}

/** A list would have been empty, which denies everybody, and got the baseline's addresses back. */
function describeRefill(deps: ChangePorts, change: Change): readonly AuditEvent[] {
  const { mode, rendered, live, version } = change;
  // A reset names what it adds by itself.
  if (mode === 'reset') return [];
  const leased = new Set(rendered.active.map((lease) => formatCidr(lease.cidr)));
  const added = [...entriesThatEntered(change)].filter((entry) => !leased.has(entry));
  if (added.length === 0) return [];
  deps.log.error('list_restored', { version });
  return [{ event: 'list_restored', added, versionBefore: live.version, versionAfter: version }];
}

function entriesThatEntered({ rendered, live }: Change): ReadonlySet<string> {
  if (rendered.document === live.document) return new Set();
  const before = entriesOf(live.document);
  return new Set([...entriesOf(rendered.document)].filter((entry) => !before.has(entry)));
}

/** The default version is not Genkan's: says what in it neither baseline nor leases explain. */
async function describeEdit(deps: ChangePorts, change: Change): Promise<readonly AuditEvent[]> {
  const { rendered, live, applied, baseline, manual } = change;
  if (!applied || live.isOwn) return [];
  const context = {
    baseline,
    active: [...rendered.active, ...rendered.omitted],
    ended: rendered.ended.map((lease) => lease.cidr).filter((cidr) => !manual.has(formatCidr(cidr))),
    ...(deps.config.sids && { sids: deps.config.sids }),
  };
  const document = await readAppliedDocument(deps, applied);
  const before = document === undefined ? undefined : findDrift({ live: document, ...context });
  const after = findDrift({ live: live.document, ...context });
  const added = difference(after.added, before?.added);
  const removed = difference(after.removed, before?.removed);
  const other = difference(after.other, before?.other);
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

/** The document that Genkan wrote last, where IAM still keeps it: an edit is told from what it differs in. */
async function readAppliedDocument(deps: ChangePorts, applied: AppliedState): Promise<string | undefined> {
  try {
    const document =
      deps.memory.documents.get(applied.version)?.document ??
      (await deps.policies.getVersion(applied.version));
    return hashDocument(document) === applied.sha256 ? document : undefined;
  } catch {
    // Deleted meanwhile, or IAM is not available: then the event names all that the baseline does not explain.
    return undefined;
  }
}

function difference(after: readonly string[], before: readonly string[] = []): readonly string[] {
  const known = new Set(before);
  return after.filter((entry) => !known.has(entry));
}
