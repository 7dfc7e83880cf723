import { leaseId } from './id.ts';
import { compareAge, isRevocation, type LeaseRecord } from './record.ts';

/** Ended leases are remembered this long, so that a stale read of the policy cannot bring their addresses back. */
export const TOMBSTONE_MS = 24 * 3_600_000;

/** The largest number of leases of a member, unless the member's record or the deployment sets another. */
export const DEFAULT_MAX_LEASES = 6;

export interface LeaseResolution {
  /** Leases that hold now, the oldest first. */
  readonly active: readonly LeaseRecord[];
  /** Leases that ended within the last day, or were replaced because their member had too many. */
  readonly ended: readonly LeaseRecord[];
  /** Records that decide nothing any more: deleting any of them, in any order, changes no result. */
  readonly obsolete: readonly LeaseRecord[];
}

/** A lease while its member's history is replayed. */
interface Held {
  readonly record: LeaseRecord;
  replaced: boolean;
}

/**
 * Which leases hold at `now`. The newest record of a lease (by `at`, then `endsAt`) decides. When a record makes a member
 * hold more leases than `maxLeases`, the oldest is replaced, for good: it does not come back when another one ends.
 */
export function resolveLeases(
  records: readonly LeaseRecord[],
  options: { readonly now: number; readonly maxLeases: (memberId: string) => number },
): LeaseResolution {
  const active: LeaseRecord[] = [];
  const ended: LeaseRecord[] = [];
  const obsolete: LeaseRecord[] = [];
  for (const [memberId, history] of byMember(records)) {
    const held = replay(history, options.maxLeases(memberId));
    const superseded: LeaseRecord[] = [];
    const supersededIds = new Set<string>();
    for (const { id, record } of history) {
      const newest = held.get(id)?.record;
      if (newest !== undefined && compareAge(record, newest) === 0) continue;
      superseded.push(record);
      supersededIds.add(id);
    }
    // A revocation ends its lease at once, also one that had to be dated ahead because the clock was set back.
    const isOver = ({ record }: Held) => record.endsAt <= options.now || isRevocation(record);
    // The whole history is the evidence that a lease was replaced; it stays until that lease would have ended anyway.
    const isEvidence = [...held.values()].some((lease) => lease.replaced && !isOver(lease));
    if (!isEvidence) obsolete.push(...superseded);

    for (const [id, lease] of held) {
      if (!isOver(lease)) (lease.replaced ? ended : active).push(lease.record);
      else if (options.now - lease.record.endsAt < TOMBSTONE_MS) ended.push(lease.record);
      // Last of all, or an older record would decide again.
      else if (!isEvidence && !supersededIds.has(id)) obsolete.push(lease.record);
    }
  }
  return { active: active.sort(byAge), ended: ended.sort(byAge), obsolete: obsolete.sort(byAge) };
}

/** A record with the id of its lease, which is text that should be made once. */
interface Identified {
  readonly id: string;
  readonly record: LeaseRecord;
}

function byMember(records: readonly LeaseRecord[]): ReadonlyMap<string, readonly Identified[]> {
  const members = new Map<string, Identified[]>();
  const identified = records.map((record) => ({ id: leaseId(record), record }));
  for (const one of identified.sort((a, b) => compareAge(a.record, b.record) || compareText(a.id, b.id))) {
    const history = members.get(one.record.memberId);
    if (history === undefined) members.set(one.record.memberId, [one]);
    else history.push(one);
  }
  return members;
}

/**
 * Plays a member's records in order. Returns the newest record of each lease and whether the limit replaced it. Takes time
 * in proportion to the number of records: only the leases that hold at a record's time, at most `limit`, are looked at.
 */
function replay(history: readonly Identified[], limit: number): ReadonlyMap<string, Held> {
  const held = new Map<string, Held>();
  // The oldest first: records come in order, so that the newest is always the last.
  let holding: Held[] = [];
  for (const { id, record } of history) {
    const before = held.get(id);
    const lease: Held = { record, replaced: false };
    held.set(id, lease);
    holding = [...holding, lease].filter((other) => other !== before && other.record.endsAt > record.at);
    for (const replaced of holding.splice(0, Math.max(holding.length - limit, 0))) replaced.replaced = true;
  }
  return held;
}

function byAge(a: LeaseRecord, b: LeaseRecord): number {
  return compareAge(a, b) || compareText(leaseId(a), leaseId(b));
}

function compareText(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
