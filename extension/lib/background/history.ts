/**
 * What was allowed from this device: the newest leases with their network, times and end. In `storage.local`, which content
 * scripts cannot read where the browser can close it; never sent anywhere, not exported.
 */
import * as v from 'valibot';
import type { Environment } from '../platform/environment.ts';

const KEY = 'history';
const MAX_ENTRIES = 50;

const entrySchema = v.object({
  connectionId: v.string(),
  leaseId: v.string(),
  cidr: v.string(),
  label: v.optional(v.string()),
  /** Times in milliseconds since the epoch. */
  from: v.number(),
  until: v.number(),
  /** Before its time: by the member here, or elsewhere (a reset, an administrator, another device). */
  ended: v.optional(v.object({ at: v.number(), by: v.picklist(['member', 'other']) })),
});
export type HistoryEntry = v.InferOutput<typeof entrySchema>;

/** The oldest first. What cannot be read is no history. */
const historySchema = v.fallback(v.array(entrySchema), []);

type Needs = Pick<Environment, 'storage' | 'lock' | 'now'>;

/** A lease as the backend granted or renewed it. */
export type GrantedLease = Pick<HistoryEntry, 'leaseId' | 'cidr' | 'from' | 'until' | 'label'>;

/** The newest first. */
export async function readHistory({ local }: Pick<Environment['storage'], 'local'>): Promise<HistoryEntry[]> {
  return v.parse(historySchema, await local.get(KEY)).reverse();
}

/** How a lease ended: `undefined` while it is active. */
export function endOf(entry: HistoryEntry, now: number): 'expired' | 'ended' | 'early' | undefined {
  if (entry.ended) return entry.ended.by === 'member' ? 'ended' : 'early';
  return entry.until <= now ? 'expired' : undefined;
}

/** Remembers leases. A renewal moves the end of the entry that is active; a lease of the same address later is a new one. */
export function rememberLeases(
  needs: Needs,
  connectionId: string,
  leases: readonly GrantedLease[],
): Promise<void> {
  return change(needs, (entries) => {
    const kept = [...entries];
    for (const lease of leases) {
      const index = kept.findIndex((entry) => isActive(entry, connectionId, needs.now(), lease.leaseId));
      const before = kept[index];
      if (before) kept[index] = { ...before, ...lease, from: before.from };
      else kept.push({ connectionId, ...lease });
    }
    return kept.slice(-MAX_ENTRIES);
  });
}

/** The member ended these leases here. */
export function endInHistory(needs: Needs, connectionId: string, leaseIds: readonly string[]): Promise<void> {
  const at = needs.now();
  return change(needs, (entries) =>
    entries.map((entry) =>
      isActive(entry, connectionId, at) && leaseIds.includes(entry.leaseId)
        ? { ...entry, ended: { at, by: 'member' } }
        : entry,
    ),
  );
}

/**
 * Leases that the backend no longer lists have ended elsewhere.
 * @param listed the ids of the member's active leases @param askedAt when they were asked for: later ones are not in them
 */
export function settleHistory(
  needs: Needs,
  connectionId: string,
  { listed, askedAt }: { readonly listed: readonly string[]; readonly askedAt: number },
): Promise<void> {
  const at = needs.now();
  return change(needs, (entries) =>
    entries.map((entry) =>
      isActive(entry, connectionId, at) && entry.from < askedAt && !listed.includes(entry.leaseId)
        ? { ...entry, ended: { at, by: 'other' } }
        : entry,
    ),
  );
}

/** A connection's history goes with it. */
export function keepHistoryOf(needs: Needs, connectionIds: readonly string[]): Promise<void> {
  return change(needs, (entries) =>
    entries.filter(({ connectionId }) => connectionIds.includes(connectionId)),
  );
}

export function clearHistory({ storage, lock }: Needs): Promise<void> {
  return lock(() => storage.local.remove(KEY));
}

function isActive(entry: HistoryEntry, connectionId: string, now: number, leaseId = entry.leaseId): boolean {
  return entry.connectionId === connectionId && entry.leaseId === leaseId && endOf(entry, now) === undefined;
}

function change(
  { storage, lock }: Needs,
  how: (entries: readonly HistoryEntry[]) => readonly HistoryEntry[],
): Promise<void> {
  return lock(async () => {
    const before = v.parse(historySchema, await storage.local.get(KEY));
    const after = how(before);
    if (JSON.stringify(after) !== JSON.stringify(before)) await storage.local.set(KEY, after);
  });
}
