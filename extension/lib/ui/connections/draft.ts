/** What is typed into the form for a new connection. In memory (session storage) only: it may hold a key. */
import * as v from 'valibot';
import type { Area } from '../../platform/environment.ts';

const KEY = 'draft';

const draftSchema = v.object({
  byHand: v.boolean(),
  code: v.string(),
  endpoint: v.string(),
  key: v.string(),
  name: v.string(),
});
export type Draft = v.InferOutput<typeof draftSchema>;

export const EMPTY_DRAFT: Draft = { byHand: false, code: '', endpoint: '', key: '', name: '' };

export async function readDraft(session: Area): Promise<Draft> {
  const parsed = v.safeParse(draftSchema, await session.get(KEY));
  return parsed.success ? parsed.output : EMPTY_DRAFT;
}

export async function keepDraft(session: Area, draft: Draft): Promise<void> {
  await session.set(KEY, draft);
}

export async function forgetDraft(session: Area): Promise<void> {
  await session.remove(KEY);
}
