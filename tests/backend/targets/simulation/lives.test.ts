import { Worker } from 'node:worker_threads';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import type { Edit } from '../../simulation/mutation.ts';
import { TARGET_MUTANTS } from './mutants.ts';

const SEEDS = 60;
const reportSchema = v.object({ seed: v.number(), violations: v.array(v.string()) });

/** Runs lives in a thread, on the product or on a broken copy of it; returns what the first failing one broke. */
async function findViolation(range: { first: number; count: number }, mutation: readonly Edit[] = []) {
  const loader = new URL('../../simulation/mutation-loader.ts', import.meta.url).href;
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    workerData: { ...range, mutation },
    execArgv: mutation.length === 0 ? [] : ['--import', loader],
  });
  return new Promise<v.InferOutput<typeof reportSchema> | undefined>((resolve, reject) => {
    worker.on('message', (message) => resolve(v.parse(reportSchema, message)));
    worker.once('error', reject);
    // A thread whose life waits for ever ends with an error code.
    worker.once('exit', (code) =>
      resolve(code === 0 ? undefined : { seed: range.first, violations: ['a life did not end'] }),
    );
  });
}

test('several targets keep every promise, each for itself', { timeout: 240_000 }, async () => {
  expect(await findViolation({ first: 1, count: SEEDS })).toBeUndefined();
});

test.each(TARGET_MUTANTS)(
  'the planted mutant that $name is found',
  { timeout: 240_000 },
  async ({ edits, from = 1 }) => {
    const found = await findViolation({ first: from, count: SEEDS }, edits);
    expect(found?.violations.length, `${SEEDS} lives did not show it`).toBeGreaterThan(0);
  },
);
