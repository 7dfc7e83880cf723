import { type BrowserContext, chromium } from '@playwright/test';
import { ensureChromium } from './ensure-chromium.ts';

export interface ChromiumOptions {
  /** The folder of the unpacked extension. */
  readonly extension: string;
  /** The sandbox's way out; the browser reaches nothing else. */
  readonly proxyPort: number;
  /** The one certificate accepted without an authority. */
  readonly spkiFingerprint: string;
  readonly headed?: boolean;
  /** Starts Chromium some other way than by itself. */
  readonly program?: string;
  /** BCP 47; the browser's own language too, which extensions see. */
  readonly locale?: string;
}

/** Keeps Chromium's own traffic out of the closed network. */
const QUIET = [
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // The last one starts a renderer for the next site in advance, which a spec would mostly throw away.
  '--disable-features=DisableLoadExtensionCommandLineSwitch,OptimizationHints,MediaRouter,SpareRendererForSitePerProcess',
];

/** A fresh profile of real Chromium with the built extension installed, inside the sandbox's network. */
export async function launchChromium(options: ChromiumOptions): Promise<BrowserContext> {
  const { extension, proxyPort, spkiFingerprint, headed = false, locale = 'en-US' } = options;
  return chromium.launchPersistentContext('', {
    executablePath: options.program ?? (await ensureChromium()),
    // Playwright's own headless mode is the old one, which has no extensions.
    headless: false,
    args: [
      ...(headed ? [] : ['--headless=new']),
      // Chromium's sandbox refuses to run as root, which is what build machines are.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      `--disable-extensions-except=${extension}`,
      `--load-extension=${extension}`,
      `--proxy-server=http://127.0.0.1:${proxyPort}`,
      `--ignore-certificate-errors-spki-list=${spkiFingerprint}`,
      `--lang=${locale}`,
      ...QUIET,
    ],
    // The team of the example works in Japan; a visible window uses the time zone of the machine.
    env: { ...process.env, LANGUAGE: locale.replace('-', '_'), ...(headed ? {} : { TZ: 'Asia/Tokyo' }) },
    locale,
    // A demo with a window ends in its own way, closing everything.
    handleSIGINT: !headed,
    handleSIGTERM: !headed,
    viewport: headed ? null : { width: 1280, height: 800 },
    reducedMotion: headed ? null : 'reduce',
  });
}
