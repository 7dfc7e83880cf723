import { formatCidr, parseCidr } from '@genkan/shared/address';
import { type LeaseRecord, parseLeaseKey } from '@genkan/shared/lease';
import { readPolicy } from '@genkan/shared/policy';
import type { AppliedState } from '../store/applied.ts';
import { LOCK_LIFETIME_MS } from '../timing.ts';
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

/**
 * A writer creates its version at most this long after it listed the leases; the creation time is IAM's, and the records'
 * times are ours.
 */
const LISTING_AGE_MS = LOCK_LIFETIME_MS;

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
  const leased = new Set([...leasedEntries(applied), ...leasedAt(records, live.createdAt)]);
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

/** The blocks with a lease that was active shortly before a version was created, or ended just then. */
function leasedAt(records: readonly LeaseRecord[], createdAt: number): ReadonlySet<string> {
  const around = records.filter(
    ({ at, endsAt }) => at <= createdAt + LISTING_AGE_MS && endsAt >= createdAt - LISTING_AGE_MS,
  );
  return new Set(around.map(({ cidr }) => formatCidr(cidr)));
}
