import type { BrowserContext, Page } from '@playwright/test';
import * as v from 'valibot';

const seenSchema = v.array(v.string());

/**
 * Notes, from now on, every `<genkan-prompt>` that is put into a page of the context, however shortly: the path it
 * appeared on. A page keeps its notes until it is loaded anew.
 */
export async function watchPrompts(
  context: BrowserContext,
): Promise<(page: Page) => Promise<readonly string[]>> {
  await context.addInitScript(() => {
    const seen: string[] = [];
    Object.defineProperty(globalThis, 'promptsSeen', { value: seen });
    new MutationObserver((changes) => {
      for (const node of changes.flatMap((change) => [...change.addedNodes]))
        if (node instanceof Element && node.localName === 'genkan-prompt') seen.push(location.pathname);
    }).observe(document, { childList: true, subtree: true });
  });
  return async (page) => v.parse(seenSchema, await page.evaluate('globalThis.promptsSeen'));
}
