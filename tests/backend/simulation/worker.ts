import { parentPort, workerData } from 'node:worker_threads';
import * as v from 'valibot';
import { simulate } from './simulate.ts';

/** Runs every `stride`th seed of a range and reports to the thread that started this one. */
const { first, count, stride } = v.parse(
  v.object({ first: v.number(), count: v.number(), stride: v.number() }),
  workerData,
);

// A stack costs more than the error; a replay of a single seed has them.
Error.stackTraceLimit = 0;

for (let index = 0; index < count; index += stride) {
  const { seed, violations, counts, transcript } = await simulate(first + index);
  const failed = violations.length > 0;
  parentPort?.postMessage({ seed, violations, counts, transcript: failed ? transcript() : '' });
}
