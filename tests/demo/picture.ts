/** `node tests/demo/picture.ts`: makes the README's picture, before and after one click, from the demo itself. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openStage } from '../browsers/openStage.ts';
import { playStory } from './playStory.ts';
import { Transcript } from './Transcript.ts';

const PICTURE = fileURLToPath(new URL('../../.github/images/before-after.png', import.meta.url));

const folder = await mkdtemp(join(tmpdir(), 'genkan-picture-'));
const transcript = new Transcript(folder);
await transcript.begin();
const stage = await openStage({ connected: true });
try {
  await stage.page.setViewportSize({ width: 960, height: 600 });
  await playStory(stage, transcript);
  const inline = async (name: string) =>
    `data:image/png;base64,${(await readFile(join(folder, name))).toString('base64')}`;
  const page = await stage.context.newPage();
  await page.setViewportSize({ width: 1240, height: 430 });
  await page.setContent(`<style>
    body { margin: 0; padding: 12px; display: flex; gap: 16px; font: 600 16px system-ui; background: #fff; color: #16191f }
    figure { margin: 0 } figcaption { margin-bottom: 8px }
    img { width: 600px; border: 1px solid #d5dbdb; border-radius: 8px }
  </style>
  <figure><figcaption>At home: AWS refuses, Genkan asks</figcaption><img src="${await inline('01-denied.png')}"></figure>
  <figure><figcaption>One click later</figcaption><img src="${await inline('03-works.png')}"></figure>`);
  await page.screenshot({ path: PICTURE });
  console.log(`The picture is ${PICTURE}`);
} finally {
  await stage.close();
  await rm(folder, { recursive: true });
}
