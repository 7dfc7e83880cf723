const MINUTE_MS = 60_000;

/** A lease that is granted shortly before the reset lasts at least this long. */
const MIN_MINUTES_BY_DEFAULT = 60;

/**
 * When a lease granted at `now` ends, in milliseconds: at the next reset, but an hour from now if the reset is nearer
 * than that; or after `minutes`, if the member asked for that. Never later than `maxMinutes` from now.
 */
export function leaseEnd(input: {
  readonly now: number;
  readonly minutes?: number | undefined;
  readonly nextReset: number;
  readonly maxMinutes: number;
}): number {
  const { now, minutes, maxMinutes } = input;
  const wanted =
    minutes === undefined
      ? Math.max(input.nextReset, now + MIN_MINUTES_BY_DEFAULT * MINUTE_MS)
      : now + minutes * MINUTE_MS;
  return Math.min(wanted, now + maxMinutes * MINUTE_MS);
}
