import { type Browser, launch } from 'puppeteer-core';
import { ensureChromium } from '../../browsers/ensureChromium.ts';

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
