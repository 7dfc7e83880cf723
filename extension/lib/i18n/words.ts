/** All words: for the options. The popup has `popup-words.ts`, the background `background-words.ts`. */
import { en, type WordKey } from '../../locales/en.ts';
import type { Environment } from '../platform/environment.ts';
import type { Settings } from '../settings/settings.ts';
import { loadTranslator } from './load-words.ts';
import { PARTS, type TranslatorOf } from './translator.ts';

export type Translator = TranslatorOf<WordKey>;

export function createTranslator(
  environment: Pick<Environment, 'words' | 'uiLanguage'>,
  choice: Settings['language'],
): Promise<Translator> {
  return loadTranslator(environment, choice, en, PARTS);
}
