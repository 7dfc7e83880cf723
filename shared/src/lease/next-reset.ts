import { isTimeZone, wallClock } from './wall-clock.ts';

/** When the team's policy returns to the baseline: every day at a wall-clock time of an IANA time zone. */
export interface ResetSchedule {
  readonly timeZone: string;
  /** `HH:MM`, 24 hours. */
  readonly time: string;
}

const DAY = 24 * 3600_000;
const MINUTE = 60_000;

/**
 * The first reset strictly after `now`, in milliseconds. On a day on which clocks skip the time, it is the instant they
 * skip to; on a day that has the time twice, the first one.
 * @throws {RangeError} when the time is not `HH:MM` or the zone is not known
 */
export function nextReset(now: number, { timeZone, time }: ResetSchedule): number {
  const match = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time);
  if (match === null) throw new RangeError(`"${time}" is not a time such as 00:00.`);
  if (!isTimeZone(timeZone)) throw new RangeError(`"${timeZone}" is not a time zone such as Asia/Tokyo.`);
  const midnight = Math.floor(wallClock(now, timeZone) / DAY) * DAY;
  const shown = midnight + (Number(match[1]) * 60 + Number(match[2])) * MINUTE;
  // Two days on where clocks went back over midnight: today is yesterday's date again, and tomorrow's time has been.
  const resets = [shown, shown + DAY, shown + 2 * DAY].map((time) => firstInstant(time, timeZone));
  return Math.min(...resets.filter((reset) => reset > now));
}

/**
 * The last reset at or before `now`, in milliseconds.
 * @throws {RangeError} when the time is not `HH:MM` or the zone is not known
 */
export function previousReset(now: number, schedule: ResetSchedule): number {
  // A day has at most 25 hours where clocks go back, so one of the last two days has a reset.
  let previous = nextReset(now - 3 * DAY, schedule);
  for (let next = previous; next <= now; next = nextReset(next, schedule)) previous = next;
  return previous;
}

/** The first instant at which the zone's clocks show a wall-clock time, or the instant they skip over it. */
function firstInstant(shown: number, timeZone: string): number {
  const before = shown - (wallClock(shown - DAY, timeZone) - (shown - DAY));
  const after = shown - (wallClock(shown + DAY, timeZone) - (shown + DAY));
  const fitting = [before, after].filter((instant) => wallClock(instant, timeZone) === shown);
  if (fitting.length > 0) return Math.min(...fitting);
  // Skipped: the clocks jump forward behind `after`; the first minute that shows a later time is the instant.
  let instant = after;
  while (wallClock(instant, timeZone) < shown) instant += MINUTE;
  return instant;
}
