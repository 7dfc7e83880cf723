import { expect, test } from 'vitest';
import { createRateLimiter } from './rate-limiter.ts';

test('sixty at once, then one every half second, each key by itself', () => {
  const take = createRateLimiter();
  for (let n = 0; n < 60; n++) expect(take('a', 1000)).toBe(0);
  expect(take('a', 1000)).toBe(500);
  expect(take('b', 1000)).toBe(0);
  expect(take('a', 1250)).toBe(250);
  expect(take('a', 1500)).toBe(0);
});

test('a clock that is set back gives nothing and takes nothing', () => {
  const take = createRateLimiter();
  expect(take('a', 1000)).toBe(0);
  expect(take('a', 0)).toBe(0);
});
