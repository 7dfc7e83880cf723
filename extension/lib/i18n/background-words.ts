/** The words of the prompt, of the toolbar button, and of problems: what the background says. */
import { type PopupWords, popup } from '../../locales/en/popup.ts';
import { type PromptWords, prompt } from '../../locales/en/prompt.ts';
import type { Environment } from '../platform/environment.ts';
import type { Settings } from '../settings/settings.ts';
import { loadTranslator } from './load-words.ts';
import type { TranslatorOf } from './translator.ts';

export type BackgroundKey = keyof PromptWords | keyof PopupWords;
export type BackgroundTranslator = TranslatorOf<BackgroundKey>;

const ENGLISH = { ...prompt, ...popup };

export function createBackgroundTranslator(
  environment: Pick<Environment, 'words' | 'uiLanguage'>,
  choice: Settings['language'],
): Promise<BackgroundTranslator> {
  return loadTranslator<BackgroundKey>(environment, choice, ENGLISH, ['prompt', 'popup']);
}
