import type { Background } from '../background.ts';
import { createBackgroundSpeaker } from '../background-words.ts';
import { createComposer } from '../prompt/compose.ts';
import type { Settings } from '../settings.ts';

/** Words the prompt's views in the person's language, as of now. */
export async function composerFor({ environment }: Background, settings: Settings) {
  const speaker = await createBackgroundSpeaker(environment, settings.language);
  return createComposer(speaker, environment.now());
}
