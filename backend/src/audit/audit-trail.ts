import { pMapIterable } from 'p-map';
import * as v from 'valibot';
import { jsonText } from '../runtime/json-text.ts';
import { mapBounded, REQUESTS_AT_ONCE } from '../runtime/map-bounded.ts';
import type { ObjectStore } from '../runtime/ports.ts';
import { AUDIT_PREFIX } from './audit.ts';

const recordSchema = v.looseObject({ at: v.string(), event: v.string() });
export type AuditRecord = v.InferOutput<typeof recordSchema>;

/** From and to, ms since the epoch, both inclusive. */
export interface TrailRange {
  readonly since: number;
  readonly until: number;
}

const DAY_MS = 86_400_000;
/** Objects that `readNewest` reads before it looks whether there are enough. */
const BATCH = 200;

/** Events of the range, oldest first, as they are read. Objects that are no event are left out. */
export async function* streamTrail(
  objects: ObjectStore,
  range: TrailRange,
): AsyncGenerator<AuditRecord, void, undefined> {
  for (let day = firstDay(range); day <= range.until; day += DAY_MS) {
    const keys = await listDay(objects, day, range);
    const records = pMapIterable(keys, (key) => readRecord(objects, key), {
      concurrency: REQUESTS_AT_ONCE,
      backpressure: 10 * REQUESTS_AT_ONCE,
    });
    for await (const record of records) if (record && isIn(range, Date.parse(record.at))) yield record;
  }
}

/**
 * The newest events of the range that match, at most `limit` of them, oldest first. Days and objects that are not needed
 * for that are not read. `hasMore`: older ones may match too.
 */
export async function readNewest(
  objects: ObjectStore,
  range: TrailRange,
  request: { readonly limit: number; readonly matches?: (record: AuditRecord) => boolean },
): Promise<{ readonly events: readonly AuditRecord[]; readonly hasMore: boolean }> {
  const { limit, matches = () => true } = request;
  const newestFirst: AuditRecord[] = [];
  for (let day = lastDay(range); day >= firstDay(range); day -= DAY_MS) {
    const keys = [...(await listDay(objects, day, range))];
    while (keys.length > 0) {
      const batch = await mapBounded(keys.splice(-BATCH), (key) => readRecord(objects, key));
      for (const record of batch.reverse()) {
        if (record && isIn(range, Date.parse(record.at)) && matches(record)) newestFirst.push(record);
      }
      if (newestFirst.length > limit) {
        return { events: newestFirst.slice(0, limit).reverse(), hasMore: true };
      }
    }
  }
  return { events: newestFirst.reverse(), hasMore: false };
}

function firstDay({ since }: TrailRange): number {
  return Math.floor(since / DAY_MS) * DAY_MS;
}

function lastDay({ until }: TrailRange): number {
  return Math.floor(until / DAY_MS) * DAY_MS;
}

/** The objects of one day that the range can contain. Their keys hold the time: `audit/2026/11/23/09:00:00.000Z-….json`. */
async function listDay(objects: ObjectStore, day: number, range: TrailRange): Promise<readonly string[]> {
  const date = new Date(day).toISOString().slice(0, 10);
  const prefix = `${AUDIT_PREFIX}${date.replaceAll('-', '/')}/`;
  const keys = await objects.list(prefix);
  return keys.filter((key) => {
    const time = Date.parse(`${date}T${key.slice(prefix.length).replace(/Z-.*$/, 'Z')}`);
    // A key that says no time may still be an event.
    return Number.isNaN(time) || isIn(range, time);
  });
}

async function readRecord(objects: ObjectStore, key: string): Promise<AuditRecord | undefined> {
  const stored = await objects.get(key);
  const parsed = v.safeParse(jsonText(recordSchema), stored?.body);
  return parsed.success ? parsed.output : undefined;
}

function isIn(range: TrailRange, time: number): boolean {
  return time >= range.since && time <= range.until;
}
