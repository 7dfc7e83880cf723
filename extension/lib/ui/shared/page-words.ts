import type { TranslatorOf } from '../../i18n/translator.ts';

/** Words for a page of the extension; also tells the document its language and its title. */
export function pageWords<Key extends string>(
  translator: TranslatorOf<Key>,
  title: NoInfer<Key>,
): TranslatorOf<Key> {
  document.documentElement.lang = translator.language;
  document.title = translator.translate(title);
  return translator;
}
