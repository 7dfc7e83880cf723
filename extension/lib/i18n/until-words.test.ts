import { expect, test } from 'vitest';
import { createTranslator } from '../testing/create-translator.ts';
import { untilWords } from './until-words.ts';

const NOW = new Date(2026, 10, 23, 14, 4).getTime();
const at = (day: number, hours: number, minutes = 0) => new Date(2026, 10, day, hours, minutes).getTime();

test.each([
  [at(24, 0), 'midnight tonight (9\u00a0h 56\u00a0min)', '今夜 24 時（あと 9\u00a0時間 56\u00a0分）'],
  [at(23, 18, 30), '18:30 (4\u00a0h 26\u00a0min)', '18:30（あと 4\u00a0時間 26\u00a0分）'],
  [at(23, 14, 50), '14:50 (46\u00a0min)', '14:50（あと 46\u00a0分）'],
  [at(24, 6), '6:00 tomorrow (15\u00a0h 56\u00a0min)', '明日 6:00（あと 15\u00a0時間 56\u00a0分）'],
])('a moment to come says which night and how long: %s', (moment, english, japanese) => {
  expect(untilWords(createTranslator('en', 'en-GB'), moment, NOW)).toBe(english);
  expect(untilWords(createTranslator('ja', 'ja'), moment, NOW)).toBe(japanese);
});

test('a moment of another day has its date', () => {
  expect(untilWords(createTranslator('en', 'en-GB'), at(26, 9), NOW)).toMatch(/26 Nov.*9:00$/);
});
