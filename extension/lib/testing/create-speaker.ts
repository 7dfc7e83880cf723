/** A speaker without waiting. For tests. */
import { LOCALES } from '../../locales/all.ts';
import { chooseLanguage, speakerOf } from '../i18n/translator.ts';
import type { Speaker } from '../i18n/words.ts';
import type { Settings } from '../settings/settings.ts';

export function createSpeaker(choice: Settings['language'], uiLanguage: string): Speaker {
  const language = chooseLanguage(choice, uiLanguage);
  return speakerOf(LOCALES[language], language, uiLanguage);
}
