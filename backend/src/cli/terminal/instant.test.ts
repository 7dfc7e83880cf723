import { expect, test } from 'vitest';
import { formatInstant } from './instant.ts';

test.each([
  ['Asia/Tokyo', '2026-11-24 00:00'],
  ['Europe/Berlin', '2026-11-23 16:00'],
  ['America/New_York', '2026-11-23 10:00'],
])('midnight in Tokyo is, in %s, %s', (timeZone, words) => {
  expect(formatInstant('2026-11-23T15:00:00.000Z', timeZone)).toBe(words);
  expect(formatInstant(Date.parse('2026-11-23T15:00:59.999Z'), timeZone)).toBe(words);
});
