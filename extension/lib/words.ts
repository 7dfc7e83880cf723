/** All words: for the options. The popup has `popup-words.ts`, the background `background-words.ts`. */
import { en, type WordKey } from '../locales/en.ts';
import type { Environment } from './environment.ts';
import { loadSpeaker, PARTS } from './load-words.ts';
import type { Settings } from './settings.ts';
import type { SpeakerOf } from './speaker.ts';

export type Speaker = SpeakerOf<WordKey>;

export function createSpeaker(
  environment: Pick<Environment, 'words' | 'uiLanguage'>,
  choice: Settings['language'],
): Promise<Speaker> {
  return loadSpeaker(environment, choice, en, PARTS);
}
