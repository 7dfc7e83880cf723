/** Loaded into a thread before the product (`--import`): hands out its modules with pieces of them replaced. */
import { readFileSync } from 'node:fs';
import { enableCompileCache, registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import { workerData } from 'node:worker_threads';
import * as v from 'valibot';
import { mutate } from './mutation.ts';

const { mutation } = v.parse(
  v.object({
    mutation: v.array(v.object({ file: v.string(), find: v.string(), replace: v.string() })),
  }),
  workerData,
);
// Each mutant loads the whole product again: the modules that are not changed need not be compiled again.
enableCompileCache();
const root = new URL('../../../', import.meta.url);

registerHooks({
  load(url, context, nextLoad) {
    const edits = mutation.filter(({ file }) => new URL(file, root).href === url);
    if (edits.length === 0) return nextLoad(url, context);
    const source = edits.reduce(mutate, readFileSync(fileURLToPath(url), 'utf8'));
    return { format: 'module-typescript', source, shortCircuit: true };
  },
});
