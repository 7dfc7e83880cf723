/** `node tests/support/browsers/install-browsers.ts`: prints which browsers the tests will use, after a download of the missing ones. */
import { ensureChromium } from './ensure-chromium.ts';
import { ensureFirefox } from './ensure-firefox.ts';
import { ensureJapaneseFont } from './ensure-japanese-font.ts';

console.log(`Chromium: ${await ensureChromium()}`);
console.log(`Firefox: ${await ensureFirefox()}`);
console.log(
  `Japanese font: ${(await ensureJapaneseFont()) ? 'yes' : 'no (Japanese screenshots will show boxes)'}`,
);
