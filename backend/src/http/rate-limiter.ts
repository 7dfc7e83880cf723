/** Takes one token for `key` at `now`. Returns the milliseconds to wait, or 0 when the request is allowed. */
export type RateLimiter = (key: string, now: number) => number;

/** Requests a member may make at once. */
const BURST = 60;
/** After that, one request in this time. */
const REFILL_MS = 500;
/** Above this number of members, the bucket that was unused for the longest time is deleted. */
const MAX_KEYS = 10_000;

/**
 * A token bucket per key, in this process only: it prevents one broken script from exhausting IAM's low quotas. API Gateway
 * throttles all callers together.
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
