/** A speaker without waiting. For tests. */
import { LOCALES } from '../../locales/all.ts';
import type { Settings } from '../settings.ts';
import { chooseLanguage, speakerOf } from '../speaker.ts';
import type { Speaker } from '../words.ts';

export function createSpeaker(choice: Settings['language'], uiLanguage: string): Speaker {
  const language = chooseLanguage(choice, uiLanguage);
  return speakerOf(LOCALES[language], language, uiLanguage);
}
