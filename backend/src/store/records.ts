import type { AllowlistDeps } from '../runtime/deps.ts';
import { RECORD_CACHE_MS } from '../runtime/timing.ts';

const MAX_RECORDS = 1000;

/**
 * The text of an object, at most `maxAge` milliseconds old; `undefined` when there is none. For what administrators
 * write and every request needs: the member's record and the baseline. Simultaneous readers share one read.
 */
export function readCached(
  deps: AllowlistDeps,
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
  deps: AllowlistDeps,
  key: string,
  body: Promise<string | undefined>,
  readAt: number,
): void {
  const { records } = deps.memory;
  records.delete(key);
  records.set(key, { readAt, body });
  const eldest = records.keys().next();
  if (records.size > MAX_RECORDS && !eldest.done) records.delete(eldest.value);
}
