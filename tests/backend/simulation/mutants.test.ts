import { expect, test } from 'vitest';
import { formatRun } from './format-run.ts';
import { simulateMany } from './many.ts';
import { MUTANTS } from './mutants.ts';
import { mutate } from './mutation.ts';

/** Each planted mutant must show within this many seeds, from the one at which it was last found. */
const SEEDS = 1500;

test.each(MUTANTS)(
  'the planted mutant that $name is found',
  { timeout: 240_000 },
  async ({ edits, from = 1 }) => {
    const { failures } = await simulateMany({
      first: from,
      count: SEEDS,
      // One thread begins at the seed that shows it; further ones would only load the product in vain.
      threads: 1,
      stopAtFailure: true,
      mutation: edits,
    });
    const [failure] = failures;
    if (failure === undefined) throw new Error(`${SEEDS} seeds did not show it.`);
    // The transcript says what happened, which promise broke, and how to see it again.
    const transcript = formatRun(failure);
    expect(transcript).toContain(`replay: pnpm simulate --seed ${failure.seed}`);
    expect(transcript).toMatch(/begins (press|end|reconcile|reset)/);
  },
);

test('a mutant whose text occurs nowhere, or twice, is an error', () => {
  const edit = { file: 'a.ts', find: 'one', replace: 'two' };
  expect(mutate('just one here', edit)).toBe('just two here');
  expect(() => mutate('none', { ...edit, find: 'x' })).toThrow(RangeError);
  expect(() => mutate('one and one', edit)).toThrow(RangeError);
});
