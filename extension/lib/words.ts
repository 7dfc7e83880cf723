/** All words in the person's language: for the background and the options. The popup has `popup-words.ts`. */
import { en, type WordKey } from '../locales/en.ts';
import { ja } from '../locales/ja.ts';
import { pseudo } from '../locales/pseudo.ts';
import type { Settings } from './settings.ts';
import { type Locales, type SpeakerOf, speakerOf } from './speaker.ts';

const LOCALES: Locales<WordKey> = { en: () => en, ja: () => ja, 'en-XA': () => pseudo(en) };

export type Speaker = SpeakerOf<WordKey>;

export function createSpeaker(choice: Settings['language'], uiLanguage: string): Speaker {
  return speakerOf(LOCALES, choice, uiLanguage);
}
