import browser from 'webextension-polyfill';
import type { Settings } from '../settings.ts';
import { createSpeaker, type Speaker } from '../words.ts';

/** Words for a page of the extension; also tells the document its language. */
export function pageWords(
  language: Settings['language'],
  title: 'popup.options' | 'options.title' | 'prompt.label',
): Speaker {
  const speaker = createSpeaker(language, browser.i18n.getUILanguage());
  document.documentElement.lang = speaker.language;
  document.title = speaker.say(title);
  return speaker;
}
