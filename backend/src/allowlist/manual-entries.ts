import { formatCidr, parseCidr } from '@genkan/shared/address';
import { type LeaseRecord, leaseId, parseLeaseKey } from '@genkan/shared/lease';
import { readPolicy } from '@genkan/shared/policy';
import type { AppliedState } from '../store/applied.ts';
import type { LivePolicy } from './live-policy.ts';

/** Every block that some list of the document names, canonical; none for a document that cannot be read. */
export function entriesOf(document: string): ReadonlySet<string> {
  const reading = readPolicy(document);
  const entries = reading.ok ? reading.policy.fences.flatMap((fence) => fence.entries) : [];
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
 * have added.
 */
export function manualEntries(input: {
  readonly live: LivePolicy;
  readonly applied: AppliedState | undefined;
  readonly records: readonly LeaseRecord[];
}): ReadonlySet<string> {
  const { live, applied, records } = input;
  const entries = [...entriesOf(live.document)];
  if (applied === undefined) {
    const leased = new Set(records.map(({ cidr }) => formatCidr(cidr)));
    return new Set(entries.filter((entry) => !leased.has(entry)));
  }
  const recorded = new Set(applied.manual);
  if (live.isOwn) return new Set(entries.filter((entry) => recorded.has(entry)));
  // Every writer lists the leases after the version that was recorded last.
  const since = Math.max(live.createdAt - LISTING_AGE_MS, applied.confirmed ? applied.createdAt : 0);
  const leased = new Set([...leasedEntries(applied), ...leasedBetween(records, since, live.createdAt)]);
  return new Set(entries.filter((entry) => recorded.has(entry) || !leased.has(entry)));
}

/** The blocks that Genkan's last version named for a lease, and not by hand. */
function leasedEntries(applied: AppliedState): ReadonlySet<string> {
  const cidrs = applied.active.flatMap((key) => {
    const record = parseLeaseKey(key);
    return record.ok ? [formatCidr(record.value.cidr)] : [];
  });
  return new Set(cidrs);
}

/** The blocks with a lease that was active at some time between these two. Creation times are whole seconds. */
function leasedBetween(records: readonly LeaseRecord[], from: number, to: number): ReadonlySet<string> {
  const leased = new Set<string>();
  const endings = new Map<string, number>();
  // The newest first: a record holds until its successor at most.
  for (const record of records.toSorted((a, b) => b.at - a.at || b.endsAt - a.endsAt)) {
    const id = leaseId(record);
    const end = Math.min(record.endsAt, endings.get(id) ?? record.endsAt);
    endings.set(id, record.at);
    if (record.at <= to + LISTING_AGE_MS && end >= from) leased.add(formatCidr(record.cidr));
  }
  return leased;
}
