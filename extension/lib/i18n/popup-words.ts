/** The popup's words in the person's language. It waits for one script, which carries no words of the prompt and the options. */
import { type PopupWords, popup } from '../../locales/en/popup.ts';
import type { Environment } from '../platform/environment.ts';
import type { Settings } from '../settings/settings.ts';
import { loadSpeaker } from './load-words.ts';
import type { SpeakerOf } from './translator.ts';

export type PopupSpeaker = SpeakerOf<keyof PopupWords>;

export function createPopupSpeaker(
  environment: Pick<Environment, 'words' | 'uiLanguage'>,
  choice: Settings['language'],
): Promise<PopupSpeaker> {
  return loadSpeaker<keyof PopupWords>(environment, choice, popup, ['popup']);
}
