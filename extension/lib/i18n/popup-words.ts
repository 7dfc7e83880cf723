/** The popup's words in the person's language. It waits for one script, which carries no words of the prompt and the options. */
import { type PopupWords, popup } from '../../locales/en/popup.ts';
import type { Environment } from '../platform/environment.ts';
import type { Settings } from '../settings/settings.ts';
import { loadTranslator } from './load-words.ts';
import type { TranslatorOf } from './translator.ts';

export type PopupTranslator = TranslatorOf<keyof PopupWords>;

export function createPopupTranslator(
  environment: Pick<Environment, 'words' | 'uiLanguage'>,
  choice: Settings['language'],
): Promise<PopupTranslator> {
  return loadTranslator<keyof PopupWords>(environment, choice, popup, ['popup']);
}
