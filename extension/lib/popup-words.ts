/** The popup's words in the person's language. It waits for one script, which carries no words of the prompt and the options. */
import { popup as en, type PopupWords } from '../locales/en/popup.ts';
import { popup as ja } from '../locales/ja/popup.ts';
import { pseudo } from '../locales/pseudo.ts';
import type { Settings } from './settings.ts';
import { type Locales, type SpeakerOf, speakerOf } from './speaker.ts';

const LOCALES: Locales<keyof PopupWords> = { en: () => en, ja: () => ja, 'en-XA': () => pseudo(en) };

export type PopupSpeaker = SpeakerOf<keyof PopupWords>;

export function createPopupSpeaker(choice: Settings['language'], uiLanguage: string): PopupSpeaker {
  return speakerOf(LOCALES, choice, uiLanguage);
}
