import { createBackgroundTranslator } from '../../i18n/background-words.ts';
import { createComposer } from '../../prompt/compose.ts';
import type { Settings } from '../../settings/settings.ts';
import type { Background } from '../background.ts';

/** Words the prompt's views in the person's language, as of now. */
export async function composerFor({ environment }: Background, settings: Settings) {
  const translator = await createBackgroundTranslator(environment, settings.language);
  return createComposer(translator, environment.now());
}
