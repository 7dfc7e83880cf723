import { InvalidArgumentError } from 'commander';
import { expect, test } from 'vitest';
import { duration, durationInWords } from './duration.ts';

test.each([
  ['0', 0, '0 hours'],
  ['1m', 60_000, '1 minute'],
  ['90m', 5_400_000, '90 minutes'],
  ['24h', 86_400_000, '24 hours'],
  ['1d', 86_400_000, '24 hours'],
  ['7d', 604_800_000, '7 days'],
])('%s', (text, milliseconds, words) => {
  expect(duration(text)).toBe(milliseconds);
  expect(durationInWords(milliseconds)).toBe(words);
});

test.each(['', '24', 'h', '-1h', '1.5h', '1w', '367d', '9999999m', 'Infinity'])('%j is refused', (text) => {
  expect(() => duration(text)).toThrow(InvalidArgumentError);
});
