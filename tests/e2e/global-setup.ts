import { ensureChromium } from '../browsers/ensureChromium.ts';
import { ensureExtension } from '../browsers/ensureExtension.ts';
import { ensureJapaneseFont } from '../browsers/ensureJapaneseFont.ts';

/** Once before all specs: the browser, the font for Japanese screenshots, and an extension built from today's sources. */
export default async function setUp(): Promise<void> {
  await ensureChromium();
  await ensureJapaneseFont();
  await ensureExtension('chrome');
}
