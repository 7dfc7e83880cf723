/** Loaded into a thread before the product (`--import`): hands out one module with one piece of it replaced. */
import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import { workerData } from 'node:worker_threads';
import * as v from 'valibot';
import { mutate } from './mutation.ts';

const { mutation } = v.parse(
  v.object({ mutation: v.object({ file: v.string(), find: v.string(), replace: v.string() }) }),
  workerData,
);
const target = new URL(`../../${mutation.file}`, import.meta.url).href;

registerHooks({
  load(url, context, nextLoad) {
    if (url !== target) return nextLoad(url, context);
    const source = mutate(readFileSync(fileURLToPath(url), 'utf8'), mutation);
    return { format: 'module-typescript', source, shortCircuit: true };
  },
});
