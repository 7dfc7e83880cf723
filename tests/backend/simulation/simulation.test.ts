import { expect, test } from 'vitest';
import { formatRun } from './format-run.ts';
import { simulateMany } from './many.ts';
import { simulate } from './simulate.ts';

const SEEDS = 2000;

test(`every promise is kept in ${SEEDS} runs`, { timeout: 300_000 }, async () => {
  const summary = await simulateMany({ first: 1, count: SEEDS, threads: 2 });
  expect(summary.failures.slice(0, 3).map(formatRun).join('\n\n')).toBe('');
  expect(summary.seeds).toBe(SEEDS);
  // The runs were not empty.
  expect(summary.acknowledged).toBeGreaterThan(5 * SEEDS);
  expect(summary.versions).toBeGreaterThan(3 * SEEDS);
});

test('a seed decides everything: the same seed, the same transcript', async () => {
  for (const seed of [3, 14, 15, 92, 65]) {
    const [first, second] = [await simulate(seed), await simulate(seed)];
    expect(first.transcript().length).toBeGreaterThan(500);
    expect(second.transcript()).toBe(first.transcript());
  }
});
