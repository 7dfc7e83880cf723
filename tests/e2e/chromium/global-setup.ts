import { ensureChromium } from '../../support/browsers/ensure-chromium.ts';
import { ensureJapaneseFont } from '../../support/browsers/ensure-japanese-font.ts';
import { ensureBackend } from '../../support/built/ensure-backend.ts';
import { ensureExtension } from '../../support/built/ensure-extension.ts';

/** Once before all specs: the browser, the font for Japanese screenshots, and what is built from today's sources. */
export default async function setUp(): Promise<void> {
  await ensureChromium();
  await ensureJapaneseFont();
  await ensureExtension('chrome');
  await ensureBackend();
}
