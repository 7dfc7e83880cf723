import { type Browser, launch } from 'puppeteer-core';
import { ensureFirefox } from './ensure-firefox.ts';

export interface FirefoxOptions {
  /** The folder of the unpacked extension. */
  readonly extension: string;
  /** The sandbox's way out; the browser reaches nothing else. */
  readonly proxyPort: number;
  /** Starts Firefox some other way than by itself. */
  readonly program?: string;
}

const EXTENSION_ID = 'genkan@genkan.dev';
/** Firefox draws a random host name for an extension unless one is set beforehand. */
const EXTENSION_HOST = '6f0c1f3e-5a50-4f3c-9d55-0d6a4a1d2b3c';

/** Where the extension's own pages are in a Firefox of `launchFirefox`. Navigate with `waitUntil: []`: no load event is reported. */
export const FIREFOX_EXTENSION_ORIGIN = `moz-extension://${EXTENSION_HOST}`;

/** A fresh profile of real Firefox, driven by WebDriver BiDi, with the built extension installed. */
export async function launchFirefox({ extension, proxyPort, program }: FirefoxOptions): Promise<Browser> {
  const browser = await launch({
    browser: 'firefox',
    executablePath: program ?? (await ensureFirefox()),
    headless: true,
    acceptInsecureCerts: true,
    // Without it BiDi does not navigate to an extension's own pages.
    args: ['--remote-allow-system-access'],
    extraPrefsFirefox: {
      'extensions.webextensions.uuids': JSON.stringify({ [EXTENSION_ID]: EXTENSION_HOST }),
      'network.proxy.type': 1,
      'network.proxy.http': '127.0.0.1',
      'network.proxy.http_port': proxyPort,
      'network.proxy.ssl': '127.0.0.1',
      'network.proxy.ssl_port': proxyPort,
      'intl.locale.requested': 'en-US',
      // No test can press a button in the browser's own frame, so every permission that an extension requests is granted.
      'extensions.webextOptionalPermissionPrompts': false,
    },
  });
  await browser.installExtension(extension);
  return browser;
}
