import * as v from 'valibot';
import type { ObjectStore } from '../ports.ts';

/** The part of `state/applied.json` that says when the last reset ended; absent in states of older versions. */
const stateSchema = v.pipe(v.string(), v.parseJson(), v.object({ resetAt: v.optional(v.number()) }));

/** When the last reset ended, ms since the epoch; `undefined` when the applied state does not say. */
export async function readResetTime(objects: ObjectStore): Promise<number | undefined> {
  const stored = await objects.get('state/applied.json');
  const state = v.safeParse(stateSchema, stored?.body);
  return state.success ? state.output.resetAt : undefined;
}
