import { isTimeZone, wallClock } from './wall-clock.ts';

/** When the team's policy returns to the baseline: every day at a wall-clock time of an IANA time zone. */
export interface ResetSchedule {
  readonly timeZone: string;
  /** `HH:MM`, 24 hours. */
  readonly time: string;
}

const DAY_MS = 24 * 3600_000;
const MINUTE_MS = 60_000;

/**
 * The first reset strictly after `now`, in milliseconds. On a day on which clocks skip the time, it is the instant that they
 * skip to; on a day that has the time twice, the first one. EventBridge Scheduler drops a skipped run.
 * @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html
 * @throws {RangeError} when the time is not `HH:MM` or the zone is unknown
 */
export function nextReset(now: number, { timeZone, time }: ResetSchedule): number {
  const match = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time);
  if (match === null) throw new RangeError(`"${time}" is not a time such as 00:00.`);
  if (!isTimeZone(timeZone)) throw new RangeError(`"${timeZone}" is not a time zone such as Asia/Tokyo.`);
  const midnight = Math.floor(wallClock(now, timeZone) / DAY_MS) * DAY_MS;
  const shown = midnight + (Number(match[1]) * 60 + Number(match[2])) * MINUTE_MS;
  // Where clocks go back over midnight, today has yesterday's date again and tomorrow's time is past: hence two more days.
  const resets = [shown, shown + DAY_MS, shown + 2 * DAY_MS].map((time) => firstInstant(time, timeZone));
  return Math.min(...resets.filter((reset) => reset > now));
}

/**
 * The last reset at or before `now`, in milliseconds.
 * @throws {RangeError} when the time is not `HH:MM` or the zone is unknown
 */
export function previousReset(now: number, schedule: ResetSchedule): number {
  // A day has at most 25 hours where clocks go back, so one of the last two days has a reset.
  let previous = nextReset(now - 3 * DAY_MS, schedule);
  for (let next = previous; next <= now; next = nextReset(next, schedule)) previous = next;
  return previous;
}

/** The first instant at which the zone's clocks show a wall-clock time, or the instant they skip over it. */
function firstInstant(shown: number, timeZone: string): number {
  const before = shown - (wallClock(shown - DAY_MS, timeZone) - (shown - DAY_MS));
  const after = shown - (wallClock(shown + DAY_MS, timeZone) - (shown + DAY_MS));
  const fitting = [before, after].filter((instant) => wallClock(instant, timeZone) === shown);
  if (fitting.length > 0) return Math.min(...fitting);
  // Skipped: the clocks jump forward after `after`. The instant is the first minute that shows a later time.
  let instant = after;
  while (wallClock(instant, timeZone) < shown) instant += MINUTE_MS;
  return instant;
}
