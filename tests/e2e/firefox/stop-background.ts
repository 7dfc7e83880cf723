import type { Browser } from 'puppeteer-core';
import { FirefoxTab } from './firefox-tab.ts';

/** Stops the extension's background, as the browser does after some idle time: by the button that Firefox has for it. */
export async function stopBackground(browser: Browser): Promise<void> {
  const tab = await FirefoxTab.open(browser);
  await tab.page.goto('about:debugging#/runtime/this-firefox', { waitUntil: [] });
  await tab.press('Terminate background script');
  await tab.see('Stopped');
  await tab.page.close();
}
