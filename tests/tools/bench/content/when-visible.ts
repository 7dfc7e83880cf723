import type { Page } from '@playwright/test';
import * as v from 'valibot';

/** Put into a page before its own scripts; it runs there, so it may use nothing from outside. */
export interface Wanted {
  /** What starts the clock, as text in the page; without it the clock starts with the page. */
  readonly from?: string;
  /** What stops it: an element that is there, and this text in the page or in that element's shadow. */
  readonly selector: string;
  readonly text: string;
}

/** Notes in `window.seen` when the wanted things were first painted, in milliseconds of the page's clock. */
export function whenVisible({ from, selector, text }: Wanted): void {
  const seen: { from?: number; shown?: number } = {};
  Reflect.set(window, 'seen', seen);
  const look = () => {
    const body = document.body?.textContent ?? '';
    if (seen.from === undefined && (from === undefined || body.includes(from)))
      seen.from = from === undefined ? 0 : performance.now();
    const element = document.querySelector(selector);
    const words = `${element?.shadowRoot?.textContent ?? ''}${element?.textContent ?? ''}`;
    if (seen.from === undefined || element === null || !words.includes(text)) return;
    observer.disconnect();
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      // After the frame that holds it.
      port1.onmessage = () => {
        seen.shown = performance.now();
      };
      port2.postMessage(undefined);
    });
  };
  const observer = new MutationObserver(look);
  observer.observe(document, { childList: true, subtree: true, characterData: true });
  document.addEventListener('DOMContentLoaded', look);
}

const seenSchema = v.object({ from: v.number(), shown: v.number() });

/** Waits until the page has shown the wanted element, and returns how long that took, in milliseconds. */
export async function readSeen(page: Page): Promise<number> {
  await page.waitForFunction(() => Reflect.get(window, 'seen')?.shown !== undefined);
  const { from, shown } = v.parse(seenSchema, await page.evaluate('window.seen'));
  return shown - from;
}
