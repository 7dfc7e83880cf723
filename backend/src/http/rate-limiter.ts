/** Takes one token for `key` at `now`. Returns the milliseconds to wait, or 0 when the request is allowed. */
export type RateLimiter = (key: string, now: number) => number;

/** Requests a member may make at once. */
const BURST = 60;
/** And then one per this many milliseconds. */
const REFILL_MS = 500;
/** Beyond this many members the one who has been quiet longest is forgotten. */
const MAX_KEYS = 10_000;

/**
 * A token bucket per key, in this process only: it keeps one broken script from filling IAM's low quotas. The front door
 * throttles everybody together.
 */
export function createRateLimiter(): RateLimiter {
  const buckets = new Map<string, { tokens: number; at: number }>();
  return (key, now) => {
    const bucket = buckets.get(key) ?? { tokens: BURST, at: now };
    const refilled = Math.max(0, now - bucket.at) / REFILL_MS;
    const tokens = Math.min(BURST, bucket.tokens + refilled);
    buckets.delete(key);
    buckets.set(key, { tokens: tokens >= 1 ? tokens - 1 : tokens, at: now });
    const oldest = buckets.keys().next();
    if (buckets.size > MAX_KEYS && !oldest.done) buckets.delete(oldest.value);
    return tokens >= 1 ? 0 : Math.ceil((1 - tokens) * REFILL_MS);
  };
}
