import { parentPort, workerData } from 'node:worker_threads';
import * as v from 'valibot';
import { compareLives } from './life.ts';

/** Runs a range of seeds until one breaks a promise, and reports what broke. */
const { first, count } = v.parse(v.object({ first: v.number(), count: v.number() }), workerData);

for (let seed = first; seed < first + count; seed++) {
  const violations = await compareLives(seed);
  if (violations.length > 0) {
    parentPort?.postMessage({ seed, violations });
    break;
  }
}
