/** Puts the prompt's views into words. */
import type { BackgroundTranslator } from '../i18n/background-words.ts';
import { createAllowedViews } from './views/allowed.ts';
import { createAskingViews } from './views/asking.ts';
import { createExplainedViews } from './views/explained.ts';
import { createFailedViews } from './views/failed.ts';
import { createParts } from './views/parts.ts';

/** Every view of the prompt, by what happened. @param now milliseconds since the epoch */
export function createComposer(translator: BackgroundTranslator, now: number) {
  const parts = createParts(translator, now);
  return {
    ...createAskingViews(parts),
    ...createAllowedViews(parts),
    ...createFailedViews(parts),
    ...createExplainedViews(parts),
  };
}

export type Composer = ReturnType<typeof createComposer>;
