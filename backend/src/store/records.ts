import type { Clock, ObjectStore } from '../runtime/ports.ts';
import { RECORD_CACHE_MS } from '../runtime/timing.ts';

const MAX_RECORDS = 1000;

/** S3 texts that may be a few seconds old, by key: member records and the baseline. */
export interface RecordMemory {
  readonly records: Map<string, { readonly readAt: number; readonly body: Promise<string | undefined> }>;
}

export interface RecordPorts {
  readonly objects: Pick<ObjectStore, 'get'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly memory: RecordMemory;
}

export function createRecordMemory(): RecordMemory {
  return { records: new Map() };
}

/**
 * The text of an object, at most `maxAge` milliseconds old; `undefined` when there is none. For what administrators
 * write and every request needs: the member's record and the baseline. Simultaneous readers share one read.
 */
export function readCached(
  deps: RecordPorts,
  key: string,
  maxAge = RECORD_CACHE_MS,
): Promise<string | undefined> {
  const { records } = deps.memory;
  const now = deps.clock.now();
  const known = records.get(key);
  if (known && now >= known.readAt && now - known.readAt < maxAge) return known.body;
  const body = deps.objects.get(key).then((stored) => stored?.body);
  remember(deps, key, body, now);
  body.catch(() => {
    if (records.get(key)?.body === body) records.delete(key);
  });
  return body;
}

/** Keeps a text that was just read, so that the next request need not. */
export function remember(
  deps: Pick<RecordPorts, 'memory'>,
  key: string,
  body: Promise<string | undefined>,
  readAt: number,
): void {
  const { records } = deps.memory;
  records.delete(key);
  records.set(key, { readAt, body });
  const oldest = records.keys().next();
  if (records.size > MAX_RECORDS && !oldest.done) records.delete(oldest.value);
}
