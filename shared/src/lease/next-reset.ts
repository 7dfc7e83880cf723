import { Cron } from 'croner';

/** When the team's policy returns to the baseline: every day at a wall-clock time of an IANA time zone. */
export interface ResetSchedule {
  readonly timeZone: string;
  /** `HH:MM`, 24 hours. */
  readonly time: string;
}

/**
 * The first reset strictly after `now`, in milliseconds. On a day on which clocks skip the time, it is the moment they
 * skip to; on a day that has the time twice, the first one.
 * @throws {RangeError} when the time is not `HH:MM` or the zone is not known
 */
export function nextReset(now: number, schedule: ResetSchedule): number {
  const [, hour, minute] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(schedule.time) ?? [];
  if (hour === undefined || minute === undefined)
    throw new RangeError(`"${schedule.time}" is not a time such as 00:00.`);
  // Unknown zones: the platform's own RangeError, at once.
  new Intl.DateTimeFormat('en', { timeZone: schedule.timeZone });
  const next = new Cron(`${Number(minute)} ${Number(hour)} * * *`, { timezone: schedule.timeZone }).nextRun(
    new Date(now),
  );
  if (next === null) throw new RangeError(`There is no ${schedule.time} in ${schedule.timeZone}.`);
  return next.getTime();
}
