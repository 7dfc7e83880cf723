import { expect, test } from 'vitest';
import { simulateMany } from './many.ts';
import { simulate } from './simulate.ts';
import { tell } from './tell.ts';

const SEEDS = 2000;

test(`every promise is kept in ${SEEDS} lives`, { timeout: 300_000 }, async () => {
  const summary = await simulateMany({ first: 1, count: SEEDS, threads: 2 });
  expect(summary.failures.slice(0, 3).map(tell).join('\n\n')).toBe('');
  expect(summary.seeds).toBe(SEEDS);
  // The lives were not empty.
  expect(summary.acknowledged).toBeGreaterThan(5 * SEEDS);
  expect(summary.versions).toBeGreaterThan(3 * SEEDS);
});

test('a seed decides everything: the same seed, the same story', async () => {
  for (const seed of [3, 14, 15, 92, 65]) {
    const [first, second] = [await simulate(seed), await simulate(seed)];
    expect(first.story().length).toBeGreaterThan(500);
    expect(second.story()).toBe(first.story());
  }
});
