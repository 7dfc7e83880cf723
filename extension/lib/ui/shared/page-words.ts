import type { SpeakerOf } from '../../i18n/translator.ts';

/** Words for a page of the extension; also tells the document its language and its title. */
export function pageWords<Key extends string>(speaker: SpeakerOf<Key>, title: NoInfer<Key>): SpeakerOf<Key> {
  document.documentElement.lang = speaker.language;
  document.title = speaker.say(title);
  return speaker;
}
