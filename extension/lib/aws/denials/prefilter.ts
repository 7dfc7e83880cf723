import { WORDS } from './prefilter-words.ts';

/**
 * A first sieve for the content script: the background is woken for text with a word of a known wording (see
 * `signals/wordings.ts`), and on a page in another language than English for any text. Far too broad to be a verdict.
 */
export const mayBeDenial = (text: string, language = ''): boolean =>
  isForeign(language) ? /\S/.test(text) : WORDS.test(text);

/** Whether a page is in another language than English: AWS's sentences in those were never seen. */
export const isForeign = (language: string): boolean => /^(?!en\b)[a-z]/i.test(language);
