/**
 * Runs in the page, before anything of its own: notes in `promptsSeen` every `<genkan-prompt>` that is put into it, however
 * shortly, as the path it appeared on.
 */
export function notePrompts(): void {
  const seen: string[] = [];
  Object.defineProperty(globalThis, 'promptsSeen', { value: seen });
  new MutationObserver((changes) => {
    for (const node of changes.flatMap((change) => [...change.addedNodes]))
      if (node instanceof Element && node.localName === 'genkan-prompt') seen.push(location.pathname);
  }).observe(document, { childList: true, subtree: true });
}
