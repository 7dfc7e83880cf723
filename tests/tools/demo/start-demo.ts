/** `pnpm start`: Genkan shown in a real browser against a small AWS on this machine. */
import { fileURLToPath } from 'node:url';
import { ensureJapaneseFont } from '../../support/browsers/ensure-japanese-font.ts';
import { openStage, type Stage } from '../../support/browsers/open-stage.ts';
import { runInteractiveSession } from './interactive-session.ts';
import { playStory } from './play-story.ts';
import { Transcript } from './transcript.ts';

const OUTPUT = fileURLToPath(new URL('../../../demo-output/', import.meta.url));

const stage = hasDisplay() && !process.argv.includes('--headless') ? await openWindow() : undefined;
if (stage === undefined) await showHeadless();
else await runInteractiveSession(stage);

/** A display that is named need not be there: without a window the story is played all the same. */
async function openWindow(): Promise<Stage | undefined> {
  try {
    return await openStage({ connected: true, headed: true });
  } catch (error) {
    console.error('No window could be opened:', error instanceof Error ? error.message : error);
    return undefined;
  }
}

async function showHeadless(): Promise<void> {
  console.log('The story is played without a window.');
  await ensureJapaneseFont();
  const transcript = new Transcript(OUTPUT);
  await transcript.begin();
  const hidden = await openStage({ connected: true });
  try {
    await playStory(hidden, transcript);
  } finally {
    await transcript.end();
    await hidden.close();
  }
  console.log(`Every step was checked. Screenshots and transcript.md are in ${OUTPUT}`);
}

function hasDisplay(): boolean {
  if (process.platform === 'darwin' || process.platform === 'win32') return true;
  return [process.env['DISPLAY'], process.env['WAYLAND_DISPLAY']].some((display) => (display ?? '') !== '');
}
