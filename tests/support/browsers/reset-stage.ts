import type { Page } from '@playwright/test';
import type { SeedState } from '../../sandbox/seed-state.ts';
import type { Stage } from './open-stage.ts';

/** What AWS held and the extension had stored when the stage was fresh. */
export interface Snapshot {
  readonly state: SeedState;
  readonly stored: string;
}

/** Copies the state of a stage, for {@link resetStage}. */
export async function takeSnapshot({ world, page }: Stage): Promise<Snapshot> {
  return {
    state: world.takeState(),
    stored: await page.evaluate<string>('chrome.storage.local.get().then(JSON.stringify)'),
  };
}

/**
 * Resets a used stage, which is much faster than a new one: the sandbox's seed, the extension's storage as in the snapshot,
 * and one empty tab, which is the result.
 */
export async function resetStage(
  { world, context, origin }: Stage,
  { state, stored }: Snapshot,
): Promise<Page> {
  const used = context.pages();
  const page = await context.newPage();
  await Promise.all(used.map((old) => old.close()));
  await context.clearPermissions();
  await world.startOver(state);
  // A document of the extension that runs none of its code: its pages would send requests to the backend at once.
  await page.goto(`${origin}/manifest.json`);
  await page.evaluate(
    `chrome.storage.session.clear().then(() => chrome.storage.local.clear()).then(() => chrome.storage.local.set(${stored}))`,
  );
  await page.goto('about:blank');
  world.gateway.requests.length = 0;
  return page;
}
