/**
 * Every time limit of the backend in one place, because they depend on this order:
 *
 *     one SDK call, retries included  <  one request's budget  <  the function's time limit  <  the lock's lifetime
 *
 * A Lambda function that is stopped at its time limit can no longer write, so a lock that outlives that limit is never taken
 * over from a running writer. All values are milliseconds.
 */

/** One attempt of one AWS call: until the response begins, and between two parts of the response. */
export const SDK_ATTEMPT_MS = 4_000;

/** Opening a connection to AWS. */
export const SDK_CONNECT_MS = 2_000;

/** Attempts per call. One more than the SDK's default, because IAM's low quotas throttle several callers at once. */
export const SDK_ATTEMPTS = 4;

/** One AWS call with all its attempts and the pauses between them. The call is aborted after that. */
export const SDK_CALL_MS = 16_000;

/** How long a request performs or awaits its change before it returns `busy`. */
export const REQUEST_BUDGET_MS = 20_000;

/** A scheduled task may wait longer: no member waits for it. */
export const TASK_BUDGET_MS = 24_000;

/** The function's time limit. API Gateway's HTTP APIs give up after 30 seconds. */
export const FUNCTION_TIMEOUT_MS = 28_000;

/** How long the writer lock counts after it was taken. */
export const LOCK_LIFETIME_MS = 40_000;

/** For so long a create of a writer that stopped may still take effect; its lock has expired long before. */
export const LATE_CREATE_MS = 3 * LOCK_LIFETIME_MS;

/** A writer starts no IAM write later than this after it took the lock, so that the write ends within the lifetime. */
export const LOCK_WRITE_WINDOW_MS = 20_000;

/** A listing of versions that was asked for together with the lock counts when the lock came this soon. */
export const EARLY_LISTING_MS = 1_000;

/** A process that wrote this recently without finding the lock held lists the versions together with the lock. */
export const UNCONTENDED_MS = 60_000;

/** How long a request that gives up waits for its own calls that are still on their way, before it responds. */
export const SETTLE_MS = SDK_ATTEMPT_MS + 1_000;

/** First and longest pause between two polls of another writer's progress. */
export const POLL_FIRST_MS = 60;
export const POLL_LONGEST_MS = 500;

/** The longest pause in which a queued writer gathers more requests. */
export const GATHER_LONGEST_MS = 1_500;

/** The value of `Retry-After` while another writer holds the lock or AWS is unavailable, in seconds. */
export const RETRY_AFTER_SECONDS = 3;

/** How long a member record or the baseline may be served from memory; a disabled key works this long at most. */
export const RECORD_CACHE_MS = 10_000;

/**
 * After a change of `targets.json`, no request that was begun with the list of before is under way any more: it was in memory for
 * so long at most, and a request ends with its function.
 */
export const OLD_LIST_MS = RECORD_CACHE_MS + FUNCTION_TIMEOUT_MS;

/** A key that a cached record rejects is looked up again after this time, because it may be new. */
export const REFUSAL_CACHE_MS = 1_000;

/** How long `GET /v1/me` may reuse a listing of the policy's versions. */
export const LISTING_CACHE_MS = 2_000;

/** A superseded lease record is kept this long after its successor, which may still be refused and deleted. */
export const SUPERSEDED_KEEP_MS = 10 * 60_000;

/** How long a process relies on the document size that IAM accepted last, after it refused a larger one. */
export const SIZE_LIMIT_MS = 10 * 60_000;

/** The time in which a member may ask for so many grants as the deployment allows. */
export const MEMBER_GRANT_WINDOW_MS = 10 * 60_000;

/** A reset that is missing this long after its time is made up for by the reconcile. */
export const OVERDUE_RESET_MS = 4 * 60_000;

/** A reset this shortly before its time counts as that day's: the scheduler's clock and ours differ. */
export const EARLY_RESET_MS = 60_000;
