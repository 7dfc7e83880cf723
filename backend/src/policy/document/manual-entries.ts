import { type Cidr, formatCidr, parseCidr } from '@genkan/shared/address';
import { isRevocation, type LeaseRecord, leaseId, parseLeaseKey } from '@genkan/shared/lease';
import { readPolicy } from '@genkan/shared/policy';
import type { PolicyVersion } from '../../runtime/ports.ts';
import { SUPERSEDED_KEEP_MS } from '../../runtime/timing.ts';
import { type AppliedState, confirmedLeases } from '../../store/applied.ts';
import { isOfFormerPolicy, type LivePolicy } from '../versions/live-policy.ts';
import { isNewer, type SeenVersion } from '../versions/read-below.ts';

/** Every block that some list of the document names, canonical; none for a document that cannot be read. */
export function entriesOf(document: string): ReadonlySet<string> {
  const reading = readPolicy(document);
  const entries = reading.ok ? reading.policy.allowlists.flatMap((allowlist) => allowlist.entries) : [];
  return new Set(
    entries.map((entry) => {
      const cidr = parseCidr(entry);
      return cidr.ok ? formatCidr(cidr.value) : entry;
    }),
  );
}

/** A writer lists the leases, as a rule, less than this long before IAM creates its version. */
const LISTING_AGE_MS = 5_000;

/**
 * The blocks that the live document names because an administrator added them by hand. The end of a lease for such a block
 * does not remove it: it stays until the next reset.
 *
 * In a version that Genkan recorded as its own these are the recorded ones. In every other version these are all that no
 * lease explains: neither one that Genkan's version before named, which the administrator's editor merely carried along,
 * nor one that was active when the version was created, which a writer that stopped before it could record its version may
 * have added. A lease that the last writer found ended explains nothing: no later writer adds it. Without an applied state
 * a lease that is active now explains its entry as well.
 */
export function manualEntries(input: {
  readonly live: LivePolicy;
  readonly applied: AppliedState | undefined;
  /** The versions between the recorded one and the live one, the oldest first. */
  readonly below: readonly SeenVersion[];
  /** The policy's versions as IAM lists them. */
  readonly versions: readonly PolicyVersion[];
  readonly records: readonly LeaseRecord[];
  /** The leases that are active now. */
  readonly active: readonly LeaseRecord[];
  readonly now: number;
}): ReadonlySet<string> {
  const { live, applied, records } = input;
  const entries = [...entriesOf(live.document)];
  if (applied === undefined) {
    const leased = leasedBetween(records, live.createdAt - LISTING_AGE_MS, live.createdAt);
    // Superseded records are kept for a while, so that the records tell all about a recent version.
    const isRecent = Math.abs(input.now - live.createdAt) < SUPERSEDED_KEEP_MS;
    const current = new Set(isRecent ? [] : input.active.map(({ cidr }) => formatCidr(cidr)));
    return new Set(entries.filter((entry) => !leased.has(entry) && !current.has(entry)));
  }
  const recorded = new Set(applied.manual);
  if (live.isOwn) return keptEntries(recorded, live.document);
  // Nothing that Genkan's version of a former policy named was carried along into a policy that was created again.
  const isFormer =
    applied.confirmed &&
    isOfFormerPolicy({ id: applied.version, createdAt: applied.createdAt }, input.versions);
  const named = isFormer ? [] : leasedEntries(applied);
  const findAdded = (version: SeenVersion, known: ReadonlySet<string>) => {
    const leased = new Set([...named, ...leasedAt(version, applied, records)]);
    return new Set(
      [...entriesOf(version.document)].filter((entry) => known.has(entry) || !leased.has(entry)),
    );
  };
  // What an edit brought that no writer has recorded stays as well while each version after it contains it.
  const carried = input.below.reduce<ReadonlySet<string>>(
    (known, version) => (version.isOwn ? keptEntries(known, version.document) : findAdded(version, known)),
    recorded,
  );
  return findAdded(live, new Set([...recorded, ...carried]));
}

/** The blocks with a lease that a writer may have brought with this version. */
function leasedAt(
  { version: id, createdAt }: SeenVersion,
  applied: AppliedState,
  records: readonly LeaseRecord[],
): ReadonlySet<string> {
  // Every writer lists the leases after the version that was recorded last.
  const since = Math.max(createdAt - LISTING_AGE_MS, applied.confirmed ? applied.createdAt : 0);
  const ended = isNewer({ id, createdAt }, applied) ? endedLeases(applied) : new Map<string, number>();
  return leasedBetween(records, since, createdAt, ended);
}

/** Those of the blocks that the document names. */
export function keptEntries(blocks: ReadonlySet<string>, document: string): ReadonlySet<string> {
  return new Set([...entriesOf(document)].filter((entry) => blocks.has(entry)));
}

/** The blocks of ended leases that are on their way out of the policy: those that were added by hand stay. */
export function leavingCidrs(
  ended: readonly LeaseRecord[],
  applied: AppliedState | undefined,
): readonly Cidr[] {
  const manual = new Set(applied?.manual);
  return ended.map(({ cidr }) => cidr).filter((cidr) => !manual.has(formatCidr(cidr)));
}

/**
 * The blocks that Genkan's last version named for a lease, and not by hand. A version that was begun after it, and that IAM does
 * not list below the live one, never came to be.
 */
function leasedEntries(applied: AppliedState): ReadonlySet<string> {
  return new Set(confirmedLeases(applied).flatMap((key) => blockOfKey(key) ?? []));
}

/** The block of a lease record, by its key. */
export function blockOfKey(key: string): string | undefined {
  const record = parseLeaseKey(key);
  return record.ok ? formatCidr(record.value.cidr) : undefined;
}

/** The leases that the last writer found ended, with the time of the record that it saw. */
function endedLeases(applied: AppliedState): ReadonlyMap<string, number> {
  return new Map(
    applied.ended.flatMap((key) => {
      const record = parseLeaseKey(key);
      return record.ok ? [[leaseId(record.value), record.value.at] as const] : [];
    }),
  );
}

/** IAM gives creation times in whole seconds. */
const SECOND_MS = 1_000;

/** The blocks with a lease that was active at some time between these two, but for records of leases that had ended. */
function leasedBetween(
  records: readonly LeaseRecord[],
  from: number,
  to: number,
  ended: ReadonlyMap<string, number> = new Map(),
): ReadonlySet<string> {
  const leased = new Set<string>();
  const successors = new Map<string, LeaseRecord>();
  // The newest first: a record holds until its successor at most.
  for (const record of records.toSorted((a, b) => b.at - a.at || b.endsAt - a.endsAt)) {
    const id = leaseId(record);
    const successor = successors.get(id);
    successors.set(id, record);
    // A revocation just above its record is written later than its time states, when the member's limit has replaced the lease.
    const isBackdated = successor?.at === record.at + 1 && isRevocation(successor);
    const end = successor && !isBackdated ? Math.min(record.endsAt, successor.at) : record.endsAt;
    if (record.at <= (ended.get(id) ?? Number.NEGATIVE_INFINITY)) continue;
    if (record.at < to + SECOND_MS && end >= from) leased.add(formatCidr(record.cidr));
  }
  return leased;
}
