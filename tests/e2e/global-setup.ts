import { ensureChromium } from '../browsers/ensureChromium.ts';
import { ensureJapaneseFont } from '../browsers/ensureJapaneseFont.ts';
import { ensureBackend } from '../built/ensureBackend.ts';
import { ensureExtension } from '../built/ensureExtension.ts';

/** Once before all specs: the browser, the font for Japanese screenshots, and what is built from today's sources. */
export default async function setUp(): Promise<void> {
  await ensureChromium();
  await ensureJapaneseFont();
  await ensureExtension('chrome');
  await ensureBackend();
}
