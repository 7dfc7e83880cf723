import { ensureChromium } from '../browsers/ensureChromium.ts';
import { ensureJapaneseFont } from '../browsers/ensureJapaneseFont.ts';
import { ensureBackend } from '../support/built/ensure-backend.ts';
import { ensureExtension } from '../support/built/ensure-extension.ts';

/** Once before all specs: the browser, the font for Japanese screenshots, and what is built from today's sources. */
export default async function setUp(): Promise<void> {
  await ensureChromium();
  await ensureJapaneseFont();
  await ensureExtension('chrome');
  await ensureBackend();
}
