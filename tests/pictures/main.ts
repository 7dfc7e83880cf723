/** `node tests/pictures/main.ts`: takes the stores' pictures anew; look at each before committing it. */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildAside } from '../../extension/scripts/build-package.ts';
import { ensureJapaneseFont } from '../browsers/ensureJapaneseFont.ts';
import { takePictures } from './takePictures.ts';

const EXTENSION = fileURLToPath(new URL('../../extension/', import.meta.url));
const FOLDER = fileURLToPath(new URL('../../extension/store/screenshots/', import.meta.url));

await mkdir(FOLDER, { recursive: true });
if (!(await ensureJapaneseFont()))
  throw new Error('Install a Japanese font first, for example fonts-noto-cjk.');
const aside = await mkdtemp(join(tmpdir(), 'genkan-pictures-'));
const extension = await buildAside(EXTENSION, 'chrome', aside);
for (const language of ['en', 'ja'] as const) await takePictures(language, extension, FOLDER);
await rm(aside, { recursive: true });
console.log(`The pictures are in ${FOLDER}`);
