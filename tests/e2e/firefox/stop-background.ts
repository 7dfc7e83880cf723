import type { Browser } from 'puppeteer-core';
import { FirefoxTab } from './firefox-tab.ts';

/**
 * Stops the extension's background, as the browser does after some idle time: by the button that Firefox has for it.
 * @param isAwaited a page waits for the background, so that the next one starts at once
 */
export async function stopBackground(browser: Browser, isAwaited = false): Promise<void> {
  const tab = await FirefoxTab.open(browser);
  await tab.page.goto('about:debugging#/runtime/this-firefox', { waitUntil: [] });
  await tab.press('Terminate background script');
  if (!isAwaited) await tab.see('Stopped');
  await tab.page.close();
}
