/** The words of the prompt, of the toolbar button, and of problems: what the background says. */
import { type PopupWords, popup } from '../../locales/en/popup.ts';
import { type PromptWords, prompt } from '../../locales/en/prompt.ts';
import type { Environment } from '../platform/environment.ts';
import type { Settings } from '../settings/settings.ts';
import { loadSpeaker } from './load-words.ts';
import type { SpeakerOf } from './translator.ts';

export type BackgroundKey = keyof PromptWords | keyof PopupWords;
export type BackgroundSpeaker = SpeakerOf<BackgroundKey>;

const ENGLISH = { ...prompt, ...popup };

export function createBackgroundSpeaker(
  environment: Pick<Environment, 'words' | 'uiLanguage'>,
  choice: Settings['language'],
): Promise<BackgroundSpeaker> {
  return loadSpeaker<BackgroundKey>(environment, choice, ENGLISH, ['prompt', 'popup']);
}
