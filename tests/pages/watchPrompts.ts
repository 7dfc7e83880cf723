import type { Page } from '@playwright/test';
import * as v from 'valibot';

const seenSchema = v.array(v.string());

/**
 * Notes, from now on, every `<genkan-prompt>` that is put into the page, however shortly: the path it appeared on. The
 * notes last until the page is loaded anew.
 */
export async function watchPrompts(page: Page): Promise<() => Promise<readonly string[]>> {
  await page.addInitScript(() => {
    const seen: string[] = [];
    Object.defineProperty(globalThis, 'promptsSeen', { value: seen });
    new MutationObserver((changes) => {
      for (const node of changes.flatMap((change) => [...change.addedNodes]))
        if (node instanceof Element && node.localName === 'genkan-prompt') seen.push(location.pathname);
    }).observe(document, { childList: true, subtree: true });
  });
  return async () => v.parse(seenSchema, await page.evaluate('globalThis.promptsSeen'));
}
