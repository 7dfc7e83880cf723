/** `pnpm start`: Genkan shown in a real browser against a small AWS on this machine. */
import { fileURLToPath } from 'node:url';
import { ensureJapaneseFont } from '../browsers/ensureJapaneseFont.ts';
import { openStage } from '../browsers/openStage.ts';
import { letPeoplePlay } from './letPeoplePlay.ts';
import { playStory } from './playStory.ts';
import { Transcript } from './Transcript.ts';

const OUTPUT = fileURLToPath(new URL('../../demo-output/', import.meta.url));

if (hasDisplay() && !process.argv.includes('--headless')) await letPeoplePlay();
else await showHeadless();

async function showHeadless(): Promise<void> {
  console.log('There is no display, so the story is played without a window.');
  await ensureJapaneseFont();
  const transcript = new Transcript(OUTPUT);
  await transcript.begin();
  const stage = await openStage({ connected: true });
  try {
    await playStory(stage, transcript);
  } finally {
    await transcript.end();
    await stage.close();
  }
  console.log(`Every step was checked. Screenshots and transcript.md are in ${OUTPUT}`);
}

function hasDisplay(): boolean {
  if (process.platform === 'darwin' || process.platform === 'win32') return true;
  return [process.env['DISPLAY'], process.env['WAYLAND_DISPLAY']].some((display) => (display ?? '') !== '');
}
