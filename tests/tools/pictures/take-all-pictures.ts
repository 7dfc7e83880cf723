/**
 * `pnpm pictures`: takes the README's and the stores' pictures anew; look at each before committing it. `readme` or
 * `stores` behind it takes these alone.
 */
import { mkdir, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureJapaneseFont } from '../../support/browsers/ensure-japanese-font.ts';
import { ensureOpenExtension } from '../../support/built/ensure-open-extension.ts';
import { takeBeforeAfter } from './take-before-after.ts';
import { takePictures } from './take-pictures.ts';

const README = fileURLToPath(new URL('../../../.github/images/', import.meta.url));
const STORES = fileURLToPath(new URL('../../../extension/store/screenshots/', import.meta.url));

const chosen = process.argv.slice(2);
const wants = (name: string) => chosen.length === 0 || chosen.includes(name);

for (const folder of [README, STORES]) await mkdir(folder, { recursive: true });
if (!(await ensureJapaneseFont()))
  throw new Error('Install a Japanese font first, for example fonts-noto-cjk.');
// The tool presses the prompt's buttons, which a closed shadow root does not show.
const extension = await ensureOpenExtension('chrome');
for (const language of ['en', 'ja'] as const) {
  if (wants('readme')) await takeBeforeAfter(language, extension, README);
  if (wants('stores')) await takePictures(language, extension, STORES);
}
await rm(dirname(extension), { recursive: true });
console.log(`The pictures are in ${README} and ${STORES}`);
