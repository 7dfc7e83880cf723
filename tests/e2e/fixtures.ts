import { type BrowserContext, test as base, type Page } from '@playwright/test';
import { extensionOrigin } from '../browsers/extensionOrigin.ts';
import { launchChromium } from '../browsers/launchChromium.ts';
import { ensureExtension } from '../built/ensureExtension.ts';
import { ConsolePage } from '../pages/ConsolePage.ts';
import { OptionsPage } from '../pages/OptionsPage.ts';
import { PopupPage } from '../pages/PopupPage.ts';
import { startWorld, type World } from '../sandbox/world.ts';

interface Options {
  /** Whether the extension already knows the deployment, set up as a person would: by pasting a setup code. */
  connected: boolean;
  scheme: 'light' | 'dark';
  language: string;
  width: number;
}

interface Fixtures {
  world: World;
  /** What `genkan member add` printed for the member hanako. */
  setupCode: string;
  context: BrowserContext;
  extensionOrigin: string;
  page: Page;
  aws: ConsolePage;
  popup: PopupPage;
  options: OptionsPage;
}

/** Every spec gets a world and a browser profile of its own: nothing is left over from the one before. */
export const test = base.extend<Options & Fixtures>({
  connected: [true, { option: true }],
  scheme: ['light', { option: true }],
  language: ['en-US', { option: true }],
  width: [1280, { option: true }],

  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's dependencies from its parameter
  world: async ({}, use) => {
    const world = await startWorld();
    await use(world);
    await world.close();
  },
  context: async ({ world, scheme, language, width }, use) => {
    const context = await launchChromium({
      extension: await ensureExtension('chrome'),
      proxyPort: world.proxy.port,
      spkiFingerprint: world.spkiFingerprint,
      colorScheme: scheme,
      locale: language,
      viewport: { width, height: 800 },
    });
    await use(context);
    await context.close();
  },
  extensionOrigin: async ({ context }, use) => {
    await use(await extensionOrigin(context));
  },
  setupCode: async ({ world }, use) => use(await world.addMember('hanako', 'Hanako')),
  page: async ({ context, setupCode, connected, extensionOrigin }, use) => {
    const page = context.pages()[0] ?? (await context.newPage());
    if (connected) {
      const options = new OptionsPage(page, extensionOrigin);
      await options.open();
      await options.connect(setupCode);
    }
    await use(page);
  },
  aws: async ({ page }, use) => use(new ConsolePage(page)),
  popup: async ({ page, extensionOrigin }, use) => use(new PopupPage(page, extensionOrigin)),
  options: async ({ page, extensionOrigin }, use) => use(new OptionsPage(page, extensionOrigin)),
});

export { expect } from '@playwright/test';
