import { expect, type Page } from '@playwright/test';

/**
 * Every word of the page, or of one part of it (shadow root included), can be read: none is cut off by a box around it,
 * none sticks out of its button, and nothing has to be scrolled sideways.
 */
export async function expectUnclipped(page: Page, part = 'body'): Promise<void> {
  const found = await page.evaluate((selector) => {
    const host = document.querySelector(selector);
    if (host === null) return [`${selector} is not there`];
    const root: Node = host.shadowRoot ?? host;
    const parentOf = (element: Element) =>
      element.parentElement ?? (element.parentNode instanceof ShadowRoot ? element.parentNode.host : null);
    const faults: string[] = [];
    const wide = host === document.body ? document.documentElement : host;
    if (wide.scrollWidth > wide.clientWidth) faults.push(`${selector} scrolls sideways`);

    const main = host.querySelector('main');
    if (main !== null) {
      const edge =
        main.getBoundingClientRect().right - Number.parseFloat(getComputedStyle(main).paddingRight);
      for (const control of main.querySelectorAll('input, select, textarea, button:not(.link)'))
        if (control.getBoundingClientRect().right > edge + 1) faults.push(`in the margin: #${control.id}`);
    }

    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const text = walker.currentNode;
      const words = text.textContent?.trim() ?? '';
      const owner = text.parentElement;
      if (words === '' || !owner?.checkVisibility() || owner.closest('style, script, select')) continue;
      const range = document.createRange();
      range.selectNodeContents(text);
      const { left, right, top, bottom } = range.getBoundingClientRect();
      // Names that others chose never take more than a line; the whole of it is said when the pointer is over it.
      const isShortened = owner.title === words && getComputedStyle(owner).textOverflow === 'ellipsis';
      if (isShortened) continue;
      if (left < -1 || right > innerWidth + 1) faults.push(`beyond the window: ${words}`);
      for (let box: Element | null = owner; box !== null; box = parentOf(box)) {
        const edge = box.getBoundingClientRect();
        const { overflowX, overflowY } = getComputedStyle(box);
        const button = box.matches('button');
        const sideways = left < edge.left - 1 || right > edge.right + 1;
        const upright = top < edge.top - 1 || bottom > edge.bottom + 1;
        // What can be scrolled up and down can be read.
        if (sideways && (button || overflowX !== 'visible')) faults.push(`cut at the side: ${words}`);
        if (upright && (button || /hidden|clip/.test(overflowY))) faults.push(`cut above or below: ${words}`);
      }
    }
    return faults;
  }, part);
  expect(found).toEqual([]);
}
