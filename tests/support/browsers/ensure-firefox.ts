import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import {
  Browser,
  detectBrowserPlatform,
  getInstalledBrowsers,
  install,
  resolveBuildId,
} from '@puppeteer/browsers';
import { installPackage } from './apt.ts';
import { BrowserMissingError } from './browser-missing-error.ts';
import { findProgram } from './find-program.ts';

const SYSTEM = [
  'firefox',
  'firefox-esr',
  '/Applications/Firefox.app/Contents/MacOS/firefox',
  'C:\\Program Files\\Mozilla Firefox\\firefox.exe',
];

const cacheDir = join(homedir(), '.cache', 'puppeteer');

/**
 * The path of a Firefox that WebDriver BiDi can drive; downloads or installs one where there is none.
 * @throws {BrowserMissingError} when there is none and none can be had
 */
export async function ensureFirefox(): Promise<string> {
  const named = process.env['FIREFOX_PATH'];
  if (named !== undefined && named !== '') {
    const found = findProgram([named]);
    if (found !== undefined) return found;
    throw new BrowserMissingError(
      `FIREFOX_PATH names ${named}, which is not a program. Correct it or unset it.`,
    );
  }
  const present = findProgram(SYSTEM) ?? (await downloaded());
  if (present !== undefined) return present;

  const reason = await download();
  const fetched = await downloaded();
  if (fetched !== undefined) return fetched;

  await installPackage('firefox-esr');
  const installed = findProgram(SYSTEM);
  if (installed !== undefined) return installed;
  throw new BrowserMissingError(
    'No Firefox was found and none could be downloaded. Install one (Debian: apt-get install firefox-esr; ' +
      'elsewhere: https://www.mozilla.org/firefox) or set FIREFOX_PATH to its program.',
    { cause: reason },
  );
}

async function downloaded(): Promise<string | undefined> {
  const browsers = await getInstalledBrowsers({ cacheDir });
  return browsers
    .filter((found) => found.browser === Browser.FIREFOX)
    .map((found) => found.executablePath)
    .find((path) => existsSync(path));
}

/** Returns the failure, if there is one: the caller then tries another way. */
async function download(): Promise<unknown> {
  try {
    const platform = detectBrowserPlatform();
    if (platform === undefined) return new Error(`There is no Firefox download for ${process.platform}.`);
    const buildId = await resolveBuildId(Browser.FIREFOX, platform, 'stable');
    await install({ browser: Browser.FIREFOX, buildId, platform, cacheDir });
    return undefined;
  } catch (error) {
    return error;
  }
}
