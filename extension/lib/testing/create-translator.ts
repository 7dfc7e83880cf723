/** A translator without waiting. For tests. */
import { LOCALES } from '../../locales/all.ts';
import { chooseLanguage, translatorOf } from '../i18n/translator.ts';
import type { Translator } from '../i18n/words.ts';
import type { Settings } from '../settings/settings.ts';

export function createTranslator(choice: Settings['language'], uiLanguage: string): Translator {
  const language = chooseLanguage(choice, uiLanguage);
  return translatorOf(LOCALES[language], language, uiLanguage);
}
