import { type Browser, launch, type Page } from 'puppeteer-core';
import { ensureChromium } from '../../../support/browsers/ensure-chromium.ts';

/**
 * Starts a headless Chromium with one unpacked extension and nothing of its own going on.
 * @param extension the extension's folder
 */
export async function startBrowser(extension: string, flags: readonly string[] = []): Promise<Browser> {
  return launch({
    executablePath: await ensureChromium(),
    headless: true,
    enableExtensions: [extension],
    acceptInsecureCerts: true,
    // A busy machine takes its time over thousands of style recalculations.
    protocolTimeout: 600_000,
    args: [
      '--no-sandbox',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--window-size=1400,1000',
      ...flags,
    ],
  });
}

/** How long an extension may take to open a tab of its own after it was installed, in milliseconds. */
const OWN_TAB_MS = 3_000;

/**
 * Opens a tab and keeps it in front: Genkan opens its options when it is new, and a page that is not seen draws no frames.
 * @throws {Error} when the tab is hidden all the same
 */
export async function openPageInFront(browser: Browser): Promise<Page> {
  await browser
    .waitForTarget((target) => target.url().endsWith('/options.html'), { timeout: OWN_TAB_MS })
    .catch(() => undefined);
  const page = await browser.newPage();
  await page.bringToFront();
  const visibility = await page.evaluate(() => document.visibilityState);
  if (visibility !== 'visible') throw new Error(`The page to measure is ${visibility}`);
  return page;
}
