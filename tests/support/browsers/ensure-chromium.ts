import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { installPackage } from './apt.ts';
import { BrowserMissingError } from './browser-missing-error.ts';
import { findProgram } from './find-program.ts';
import { run } from './run.ts';

const DOWNLOAD_MS = 5 * 60_000;

/** Not `google-chrome`: since version 137 branded Chrome ignores `--load-extension`. */
const SYSTEM = [
  'chromium',
  'chromium-browser',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Chromium\\Application\\chrome.exe',
];

/**
 * The path of a Chromium that loads unpacked extensions; downloads or installs one where there is none.
 * @throws {BrowserMissingError} when there is none and none can be had
 */
export async function ensureChromium(): Promise<string> {
  const named = process.env['CHROMIUM_PATH'];
  if (named !== undefined && named !== '') {
    const found = findProgram([named]);
    if (found !== undefined) return found;
    throw new BrowserMissingError(
      `CHROMIUM_PATH names ${named}, which is not a program. Correct it or unset it.`,
    );
  }
  const system = findProgram(SYSTEM);
  if (system !== undefined) return system;

  const downloaded = chromium.executablePath();
  if (existsSync(downloaded)) return downloaded;
  const playwright = fileURLToPath(import.meta.resolve('@playwright/test/cli'));
  await run(process.execPath, [playwright, 'install', '--no-shell', 'chromium'], DOWNLOAD_MS);
  if (existsSync(downloaded)) return downloaded;

  await installPackage('chromium');
  const installed = findProgram(SYSTEM);
  if (installed !== undefined) return installed;
  throw new BrowserMissingError(
    'No Chromium was found and none could be downloaded. Install one (Debian and Ubuntu: apt-get install chromium; ' +
      'macOS: brew install --cask chromium) or set CHROMIUM_PATH to its program.',
  );
}
