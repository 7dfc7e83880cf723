import { leaseId } from './id.ts';
import type { LeaseRecord } from './record.ts';

/** Ended leases are remembered this long, so that a stale read of the policy cannot bring their addresses back. */
export const TOMBSTONE_MS = 24 * 3_600_000;

/** How many leases a member holds at most, unless the member or the deployment says otherwise. */
export const DEFAULT_MAX_LEASES = 6;

export interface LeaseResolution {
  /** Leases that hold now, the oldest first. */
  readonly active: readonly LeaseRecord[];
  /** Leases that ended within the last day, or were replaced because their member had too many. */
  readonly ended: readonly LeaseRecord[];
  /** Records that decide nothing any more: deleting any of them, in any order, changes no answer. */
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
    const superseded = history.filter((record) => {
      const newest = held.get(leaseId(record))?.record;
      return newest !== undefined && byAge(record, newest) !== 0;
    });
    const supersededIds = new Set(superseded.map(leaseId));
    // A revocation ends its lease at once, also one that had to be dated ahead because the clock was set back.
    const isOver = ({ record: { at, endsAt } }: Held) => endsAt <= options.now || endsAt === at;
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

function byMember(records: readonly LeaseRecord[]): ReadonlyMap<string, readonly LeaseRecord[]> {
  const members = new Map<string, LeaseRecord[]>();
  for (const record of [...records].sort(byAge)) {
    const history = members.get(record.memberId);
    if (history === undefined) members.set(record.memberId, [record]);
    else history.push(record);
  }
  return members;
}

/** Plays a member's records in order; answers the newest of each lease and whether the limit replaced it. */
function replay(history: readonly LeaseRecord[], limit: number): ReadonlyMap<string, Held> {
  const held = new Map<string, Held>();
  for (const record of history) {
    held.set(leaseId(record), { record, replaced: false });
    const holding = [...held.values()]
      .filter((lease) => !lease.replaced && lease.record.endsAt > record.at)
      .sort((a, b) => byAge(a.record, b.record));
    for (const lease of holding.slice(0, Math.max(holding.length - limit, 0))) lease.replaced = true;
  }
  return held;
}

function byAge(a: LeaseRecord, b: LeaseRecord): number {
  if (a.at !== b.at) return a.at - b.at;
  if (a.endsAt !== b.endsAt) return a.endsAt - b.endsAt;
  const [first, second] = [leaseId(a), leaseId(b)];
  return first === second ? 0 : first < second ? -1 : 1;
}
