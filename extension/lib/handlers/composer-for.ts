import type { Background } from '../background.ts';
import { createComposer } from '../prompt/compose.ts';
import type { Settings } from '../settings.ts';
import { createSpeaker } from '../words.ts';

/** Words the prompt's views in the person's language, as of now. */
export function composerFor({ environment }: Background, settings: Settings) {
  return createComposer(createSpeaker(settings.language, environment.uiLanguage()), environment.now());
}
