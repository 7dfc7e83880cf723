import { nextReset } from '@genkan/shared/lease';
import { trustLocalClock } from '@genkan/shared/lease/wall-clock';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runInZone } from './run-in-zone.ts';

const before = process.env['TZ'];
beforeEach(() => {
  process.env['TZ'] = 'UTC';
});
afterEach(() => {
  trustLocalClock(undefined);
  if (before === undefined) delete process.env['TZ'];
  else process.env['TZ'] = before;
});

test.each(['Asia/Tokyo', 'Europe/London', 'America/Sao_Paulo', 'America/Argentina/Buenos_Aires'])(
  'the clock runs in %s',
  (zone) => {
    expect(runInZone(zone)).toBe(true);
    expect(process.env['TZ']).toBe(zone);
  },
);

test.each(['Nowhere/Atall', 'UTC', 'Etc/UTC', 'JST-9', 'asia/tokyo', '', 'Africa/Abidjan'])(
  '%j is left to the platform, and the clock as it was',
  (zone) => {
    expect(runInZone(zone)).toBe(false);
    expect(process.env['TZ']).toBe('UTC');
  },
);

test('the next reset is the same either way, around every change of the clocks', () => {
  const times = ['00:00', '01:30', '02:30', '23:30'];
  for (const timeZone of [
    'Asia/Tokyo',
    'America/New_York',
    'Europe/London',
    'Australia/Lord_Howe',
    'Africa/Cairo',
  ]) {
    const moments = Array.from({ length: 366 }, (_, day) => Date.UTC(2026, 0, 1 + day, day % 24, day % 60));
    const ask = () => moments.map((now, n) => nextReset(now, { timeZone, time: times[n % 4] ?? '00:00' }));
    trustLocalClock(undefined);
    const platform = ask();
    expect(runInZone(timeZone)).toBe(true);
    expect(ask()).toEqual(platform);
  }
});
