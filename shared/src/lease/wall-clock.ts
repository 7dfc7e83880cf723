/** The zone in which this process's own clock runs, where the entry point has set it (`trustLocalClock`). */
let localZone: string | undefined;

/**
 * Declares that this process's own clock runs in a zone, so that `Date` is enough. The platform's formats of any zone cost
 * a cold start as much as a third of starting Node.
 */
export function trustLocalClock(timeZone: string | undefined): void {
  localZone = timeZone;
}

/** One per zone: making the first one loads the platform's time-zone data, which a cold start should pay once. */
const formats = new Map<string, Intl.DateTimeFormat>();

function format(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formats.set(timeZone, made);
  return made;
}

/** Whether the platform supports the IANA time zone. Offsets such as `+09:00` do not count: EventBridge Scheduler accepts names only. */
export function isTimeZone(name: string): boolean {
  if (name === localZone) return true;
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    format(name);
    return true;
  } catch {
    return false;
  }
}

/**
 * What the zone's clocks show at an instant, as if they were UTC's: milliseconds since the epoch, whole seconds.
 * @throws {RangeError} for an unknown zone
 */
export function wallClock(instant: number, timeZone: string): number {
  if (timeZone === localZone) {
    const at = new Date(instant);
    return Date.UTC(
      at.getFullYear(),
      at.getMonth(),
      at.getDate(),
      at.getHours(),
      at.getMinutes(),
      at.getSeconds(),
    );
  }
  const parts = new Map(
    format(timeZone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const shown = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? Number.NaN;
  return Date.UTC(
    shown('year'),
    shown('month') - 1,
    shown('day'),
    shown('hour'),
    shown('minute'),
    shown('second'),
  );
}
