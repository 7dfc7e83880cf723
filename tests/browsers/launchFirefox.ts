import { type Browser, launch } from 'puppeteer-core';
import { ensureFirefox } from './ensureFirefox.ts';

export interface FirefoxOptions {
  /** The folder of the unpacked extension. */
  readonly extension: string;
  /** The sandbox's way out; the browser reaches nothing else. */
  readonly proxyPort: number;
}

/** A fresh profile of real Firefox, driven by WebDriver BiDi, with the built extension installed. */
export async function launchFirefox({ extension, proxyPort }: FirefoxOptions): Promise<Browser> {
  const browser = await launch({
    browser: 'firefox',
    executablePath: await ensureFirefox(),
    headless: true,
    acceptInsecureCerts: true,
    extraPrefsFirefox: {
      'network.proxy.type': 1,
      'network.proxy.http': '127.0.0.1',
      'network.proxy.http_port': proxyPort,
      'network.proxy.ssl': '127.0.0.1',
      'network.proxy.ssl_port': proxyPort,
      // The extension's own requests to the backend go the same way.
      'network.proxy.no_proxies_on': '',
      'intl.locale.requested': 'en-US',
    },
  });
  await browser.installExtension(extension);
  return browser;
}
