import { trustLocalClock } from '@genkan/shared/lease/wall-clock';

/** `Area/City`. Anything else (`JST-9`, an abbreviation) may mean something else to the process than to the platform. */
const AREA_AND_CITY = /^[A-Z][A-Za-z]+(\/[A-Z][\w+-]+)+$/;

/**
 * Lets this process's own clock run in the team's zone, which is the quickest way to know the zone's time. Only for a
 * process of our own; answers and logs are in UTC whatever the zone. A zone that Node does not know leaves the clock
 * at UTC, so a zone that is at UTC both in winter and summer is not trusted and takes the slower way.
 * @returns whether the clock now runs in that zone
 */
export function runInZone(timeZone: string): boolean {
  if (!AREA_AND_CITY.test(timeZone)) return false;
  const before = process.env['TZ'];
  process.env['TZ'] = timeZone;
  const moved = [0, 6].some((month) => new Date(Date.UTC(2026, month, 1)).getTimezoneOffset() !== 0);
  if (!moved) {
    if (before === undefined) delete process.env['TZ'];
    else process.env['TZ'] = before;
  }
  trustLocalClock(moved ? timeZone : undefined);
  return moved;
}
