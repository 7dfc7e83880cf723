/** All words: for the options. The popup has `popup-words.ts`, the background `background-words.ts`. */
import { en, type WordKey } from '../../locales/en.ts';
import type { Environment } from '../platform/environment.ts';
import type { Settings } from '../settings/settings.ts';
import { loadSpeaker } from './load-words.ts';
import { PARTS, type SpeakerOf } from './translator.ts';

export type Speaker = SpeakerOf<WordKey>;

export function createSpeaker(
  environment: Pick<Environment, 'words' | 'uiLanguage'>,
  choice: Settings['language'],
): Promise<Speaker> {
  return loadSpeaker(environment, choice, en, PARTS);
}
