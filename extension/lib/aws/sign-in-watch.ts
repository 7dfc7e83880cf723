/**
 * Watches a sign-in page for AWS's refusal. Its markup is not known, so the text itself is looked at; these pages are
 * small and rarely change.
 */
const REFUSED = /sign in from a different network|authentication (?:information|failed)/i;
const PAUSE = 250;
const AROUND = 300;

/** @param report told the sentence around a refusal, once per appearance */
export function watchSignIn(document: Document, report: (texts: string[]) => void): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let before = '';

  function read(): void {
    timer = undefined;
    // biome-ignore lint/performance/useDomNodeTextContent: scripts and hidden templates hold the same sentences
    const text = document.body?.innerText ?? '';
    const at = text.search(REFUSED);
    const found = at < 0 ? '' : text.slice(Math.max(0, at - AROUND), at + AROUND);
    if (found !== '' && found !== before) report([found]);
    before = found;
  }

  const soon = () => {
    if (timer === undefined) timer = setTimeout(read, PAUSE);
  };
  new MutationObserver(soon).observe(document, { childList: true, characterData: true, subtree: true });
  soon();
}
