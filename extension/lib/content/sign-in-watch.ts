import { isForeign } from '../aws/denials/prefilter.ts';
import { SIGN_IN_WORDS } from '../aws/denials/prefilter-words.ts';
import { MAX_TEXT_LENGTH } from '../messages/text-limits.ts';

/**
 * Watches a sign-in page for AWS's denial. Its markup is not known, so the text itself is looked at; these pages are
 * small and rarely change.
 */
const PAUSE_MS = 250;
const CONTEXT_LENGTH = 300;

/** @param report told the sentence around a denial, once per appearance; of a page that is not in English, its text */
export function watchSignIn(document: Document, report: (texts: string[]) => void): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let before = '';

  function read(): void {
    timer = undefined;
    // biome-ignore lint/performance/useDomNodeTextContent: scripts and hidden templates hold the same sentences
    const text = document.body?.innerText ?? '';
    const at = text.search(SIGN_IN_WORDS);
    const found = isForeign(document.documentElement.lang)
      ? text.slice(0, MAX_TEXT_LENGTH)
      : at < 0
        ? ''
        : text.slice(Math.max(0, at - CONTEXT_LENGTH), at + CONTEXT_LENGTH);
    if (found !== '' && found !== before) report([found]);
    before = found;
  }

  const soon = () => {
    if (timer === undefined) timer = setTimeout(read, PAUSE_MS);
  };
  new MutationObserver(soon).observe(document, { childList: true, characterData: true, subtree: true });
  soon();
}
