/** `node tests/browsers/main.ts`: says which browsers the tests will use, after fetching what is missing. */
import { ensureChromium } from './ensureChromium.ts';
import { ensureFirefox } from './ensureFirefox.ts';
import { ensureJapaneseFont } from './ensureJapaneseFont.ts';

console.log(`Chromium: ${await ensureChromium()}`);
console.log(`Firefox: ${await ensureFirefox()}`);
console.log(
  `Japanese font: ${(await ensureJapaneseFont()) ? 'yes' : 'no (Japanese screenshots will show boxes)'}`,
);
