import { type BrowserContext, test as base, type Page } from '@playwright/test';
import type { SandboxDeployment } from '../../sandbox/deployment.ts';
import { openStage, type Stage } from '../../support/browsers/open-stage.ts';
import { resetStage, type Snapshot, takeSnapshot } from '../../support/browsers/reset-stage.ts';
import { ConsolePage } from '../pages/console-page.ts';
import { OptionsPage } from '../pages/options-page.ts';
import { PopupPage } from '../pages/popup-page.ts';

/** A click or a page load that takes longer has failed; milliseconds. */
const ACTION_MS = 12_000;

interface Options {
  /** A browser profile and a world of its own, for specs that leave either of them changed for good. */
  fresh: boolean;
  /** Whether the extension is connected already; `false` only with `fresh`. */
  connected: boolean;
  /** The browser's language; another than English only with `fresh`. */
  language: string;
}

interface Fixtures {
  stage: Stage;
  world: SandboxDeployment;
  setupCode: string;
  context: BrowserContext;
  page: Page;
  aws: ConsolePage;
  popup: PopupPage;
  options: OptionsPage;
}

interface Shared {
  shared: Stage & Snapshot;
}

export const test = base.extend<Options & Fixtures, Shared>({
  fresh: [false, { option: true }],
  connected: [true, { option: true }],
  language: ['en-US', { option: true }],

  shared: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's dependencies from its parameter
    async ({}, use) => {
      const stage = await openStage({ connected: true });
      await use({ ...stage, ...(await takeSnapshot(stage)) });
      await stage.close();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  stage: async ({ fresh, connected, language, shared }, use) => {
    if (!fresh) return use(shared);
    const stage = await openStage({ connected, locale: language });
    await use(stage);
    await stage.close();
  },
  page: async ({ stage, shared }, use) => {
    stage.context.setDefaultTimeout(ACTION_MS);
    await use(stage === shared ? await resetStage(shared, shared) : stage.page);
  },
  world: async ({ stage, page: _afterReset }, use) => use(stage.world),
  setupCode: async ({ stage }, use) => use(stage.setupCode),
  context: async ({ stage }, use) => use(stage.context),
  aws: async ({ page }, use) => use(new ConsolePage(page)),
  popup: async ({ page, stage }, use) => use(new PopupPage(page, stage.origin)),
  options: async ({ page, stage }, use) => use(new OptionsPage(page, stage.origin)),
});

export { expect } from '@playwright/test';
