import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nextReset } from './next-reset.ts';

const iso = (time: number) => new Date(time).toISOString().replace(':00.000Z', 'Z');

describe('the next reset', () => {
  test.each([
    // Asia/Tokyo: no daylight saving
    ['Asia/Tokyo', '00:00', '2026-11-23T14:59Z', '2026-11-23T15:00Z'],
    ['Asia/Tokyo', '00:00', '2026-11-23T15:00Z', '2026-11-24T15:00Z'],
    ['Asia/Tokyo', '23:30', '2026-12-31T14:29Z', '2026-12-31T14:30Z'],
    ['UTC', '00:00', '2028-02-28T12:00Z', '2028-02-29T00:00Z'],
    ['Asia/Kolkata', '05:15', '2026-11-23T00:00Z', '2026-11-23T23:45Z'],
    // New York: 23 and 25 hour days
    ['America/New_York', '00:00', '2026-03-08T04:00Z', '2026-03-08T05:00Z'],
    ['America/New_York', '00:00', '2026-03-08T05:00Z', '2026-03-09T04:00Z'],
    ['America/New_York', '00:00', '2026-11-01T04:00Z', '2026-11-02T05:00Z'],
    // 02:30 does not exist on 8 March: the clock goes from 02:00 to 03:00
    ['America/New_York', '02:30', '2026-03-08T05:00Z', '2026-03-08T07:00Z'],
    ['America/New_York', '02:30', '2026-03-08T07:00Z', '2026-03-09T06:30Z'],
    // 01:30 comes twice on 1 November: the first one
    ['America/New_York', '01:30', '2026-11-01T05:00Z', '2026-11-01T05:30Z'],
    ['America/New_York', '01:30', '2026-11-01T05:30Z', '2026-11-02T06:30Z'],
    ['America/New_York', '01:30', '2026-11-01T06:00Z', '2026-11-02T06:30Z'],
    ['Europe/London', '00:00', '2026-03-29T00:00Z', '2026-03-29T23:00Z'],
    ['Europe/London', '01:30', '2026-03-28T12:00Z', '2026-03-29T01:00Z'],
    ['Europe/London', '01:30', '2026-10-24T12:00Z', '2026-10-25T00:30Z'],
    ['Europe/London', '01:30', '2026-10-25T00:30Z', '2026-10-26T01:30Z'],
    // Lord Howe moves by half an hour: 02:00 → 02:30 in October, 02:00 → 01:30 in April
    ['Australia/Lord_Howe', '00:00', '2026-04-04T13:00Z', '2026-04-05T13:30Z'],
    ['Australia/Lord_Howe', '02:15', '2026-10-03T00:00Z', '2026-10-03T15:30Z'],
    ['Australia/Lord_Howe', '01:45', '2026-04-04T14:00Z', '2026-04-04T14:45Z'],
    // São Paulo until 2018: midnight did not exist in November and came twice in February
    ['America/Sao_Paulo', '00:00', '2018-11-03T12:00Z', '2018-11-04T03:00Z'],
    ['America/Sao_Paulo', '00:00', '2018-11-04T03:00Z', '2018-11-05T02:00Z'],
    ['America/Sao_Paulo', '00:00', '2018-02-17T12:00Z', '2018-02-18T03:00Z'],
    ['America/Sao_Paulo', '23:30', '2018-02-17T12:00Z', '2018-02-18T01:30Z'],
    // St John's until 2011: at a minute past midnight the clock went back to a minute past eleven
    ['America/St_Johns', '00:00', '2010-11-07T02:29Z', '2010-11-07T02:30Z'],
    ['America/St_Johns', '00:00', '2010-11-07T02:45Z', '2010-11-08T03:30Z'],
    // Cairo and Havana: midnight does not exist in spring; in Havana it comes twice in autumn
    ['Africa/Cairo', '00:00', '2026-04-23T12:00Z', '2026-04-23T22:00Z'],
    ['Africa/Cairo', '00:00', '2026-04-23T22:00Z', '2026-04-24T21:00Z'],
    ['America/Havana', '00:00', '2026-03-07T12:00Z', '2026-03-08T05:00Z'],
    ['America/Havana', '00:00', '2026-03-08T05:00Z', '2026-03-09T04:00Z'],
    ['America/Havana', '00:00', '2026-10-31T12:00Z', '2026-11-01T04:00Z'],
    ['America/Havana', '00:00', '2026-11-01T04:00Z', '2026-11-02T05:00Z'],
    ['America/Havana', '00:00', '2026-11-01T05:00Z', '2026-11-02T05:00Z'],
  ])('%s %s after %s is %s', (timeZone, time, now, expected) => {
    expect(iso(nextReset(Date.parse(now), { timeZone, time }))).toBe(expected);
  });

  test('is strictly later, to the millisecond', () => {
    const midnight = Date.parse('2026-11-23T15:00:00.000Z');
    const schedule = { timeZone: 'Asia/Tokyo', time: '00:00' };
    expect(nextReset(midnight - 1, schedule)).toBe(midnight);
    expect(nextReset(midnight, schedule)).toBe(midnight + 86_400_000);
    expect(nextReset(midnight + 1, schedule)).toBe(midnight + 86_400_000);
  });

  test.each(['0:00', '24:00', '12:60', '12:5', '12:30:00', ' 12:30', '12:30 ', '', 'midnight'])(
    '%j is no time',
    (time) => {
      expect(() => nextReset(0, { timeZone: 'UTC', time })).toThrow(
        new RangeError(`"${time}" is not a time such as 00:00.`),
      );
    },
  );

  test('an unknown time zone throws', () => {
    expect(() => nextReset(0, { timeZone: 'Mars/Olympus', time: '00:00' })).toThrow(
      new RangeError('"Mars/Olympus" is not a time zone such as Asia/Tokyo.'),
    );
  });

  test('in every zone the clock shows the time of the reset, unless it skips it, and every day has one', () => {
    const zones = [
      'Asia/Tokyo',
      'America/New_York',
      'Europe/London',
      'Australia/Lord_Howe',
      'America/Sao_Paulo',
      'Africa/Cairo',
      'America/Havana',
      'America/Santiago',
      'Asia/Kathmandu',
      'Pacific/Chatham',
      'Africa/Casablanca',
    ];
    const start = Date.parse('2015-01-01T00:00Z');
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: 0, max: 23 }),
        fc.integer({ min: 0, max: 59 }),
        fc.integer({ min: start, max: Date.parse('2035-01-01T00:00Z') }),
        (timeZone, hour, minute, now) => {
          const time = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
          const reset = nextReset(now, { timeZone, time });
          expect(reset).toBeGreaterThan(now);
          expect(reset - now).toBeLessThanOrEqual(26 * 3_600_000);
          expect(nextReset(reset - 1, { timeZone, time })).toBe(reset);
          const shown = (at: number) =>
            new Intl.DateTimeFormat('en-GB', {
              timeZone,
              hour: '2-digit',
              minute: '2-digit',
              hourCycle: 'h23',
            }).format(at);
          if (shown(reset) === time) return;
          // Skipped: the minute before shows an earlier time, this one a later one.
          expect(`${shown(reset - 60_000)} < ${time} < ${shown(reset)}`).toBe(
            [shown(reset - 60_000), time, shown(reset)].sort(cyclic(time)).join(' < '),
          );
        },
      ),
      { numRuns: 300 },
    );
  });
});

/** Orders wall-clock times around one of them, so that 23:59 comes before 00:00. */
function cyclic(middle: string): (a: string, b: string) => number {
  const minutes = (text: string) => {
    const [hours = '', rest = ''] = text.split(':');
    return Number(hours) * 60 + Number(rest);
  };
  const distance = (text: string) => ((minutes(text) - minutes(middle) + 720 + 1440) % 1440) - 720;
  return (a, b) => distance(a) - distance(b);
}
