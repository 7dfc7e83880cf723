import { afterEach, describe, expect, test, vi } from 'vitest';
import { isTimeZone, trustLocalClock, wallClock } from './wall-clock.ts';

const ZONES = ['Asia/Tokyo', 'America/Havana', 'Australia/Lord_Howe', 'UTC'];
const MOMENTS = [
  '2026-03-08T04:59:59Z',
  '2026-03-08T05:00:00Z',
  '2026-11-01T04:30:00Z',
  '2026-04-04T15:00:00Z',
].map(Date.parse);

describe('a local clock that is trusted', () => {
  const ownZone = process.env['TZ'];

  afterEach(() => {
    trustLocalClock(undefined);
    if (ownZone === undefined) delete process.env['TZ'];
    else process.env['TZ'] = ownZone;
  });

  test.each(ZONES)('shows in %s the same time as the platform', (zone) => {
    const expected = MOMENTS.map((moment) => wallClock(moment, zone));
    process.env['TZ'] = zone;
    trustLocalClock(zone);
    expect(MOMENTS.map((moment) => wallClock(moment, zone))).toEqual(expected);
    expect(isTimeZone(zone)).toBe(true);
  });

  test("spares the platform's formats", () => {
    const made = vi.spyOn(Intl, 'DateTimeFormat');
    process.env['TZ'] = 'Asia/Seoul';
    trustLocalClock('Asia/Seoul');
    expect(isTimeZone('Asia/Seoul')).toBe(true);
    expect(wallClock(Date.parse('2026-11-23T15:00:00Z'), 'Asia/Seoul')).toBe(Date.UTC(2026, 10, 24));
    expect(made).not.toHaveBeenCalled();
    made.mockRestore();
  });

  test('is not used for another zone', () => {
    process.env['TZ'] = 'Asia/Tokyo';
    trustLocalClock('Asia/Tokyo');
    expect(wallClock(Date.parse('2026-11-23T15:00:00Z'), 'America/Havana')).toBe(Date.UTC(2026, 10, 23, 10));
    expect(isTimeZone('Mars/Olympus')).toBe(false);
  });
});

test('a wall clock shows whole seconds of its zone', () => {
  expect(wallClock(Date.parse('2026-11-23T15:04:05.678Z'), 'Asia/Tokyo')).toBe(
    Date.UTC(2026, 10, 24, 0, 4, 5),
  );
});

test.each(ZONES)('%s is a time zone', (zone) => {
  expect(isTimeZone(zone)).toBe(true);
});

test.each(['Mars/Olympus', '', 'Tokyo', '+09:00'])('%j is no time zone', (zone) => {
  expect(isTimeZone(zone)).toBe(false);
});
