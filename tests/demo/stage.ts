import type { BrowserContext } from '@playwright/test';
import { extensionOrigin } from '../browsers/extensionOrigin.ts';
import { launchChromium } from '../browsers/launchChromium.ts';
import { ensureExtension } from '../built/ensureExtension.ts';
import { ConsolePage } from '../pages/ConsolePage.ts';
import { OptionsPage } from '../pages/OptionsPage.ts';
import { startWorld, type World } from '../sandbox/world.ts';

/** Everything the demo needs, set up and connected. */
export interface Stage {
  readonly world: World;
  readonly context: BrowserContext;
  readonly aws: ConsolePage;
  close(): Promise<void>;
}

/** Starts the world and a browser in it, and connects the extension as a person would: with a setup code, in the options. */
export async function setStage({ headed }: { headed: boolean }): Promise<Stage> {
  const extension = await ensureExtension('chrome');
  const world = await startWorld();
  try {
    const context = await launchChromium({
      extension,
      proxyPort: world.proxy.port,
      spkiFingerprint: world.spkiFingerprint,
      headed,
    });
    const page = context.pages()[0] ?? (await context.newPage());
    const options = new OptionsPage(page, await extensionOrigin(context));
    await options.open();
    await options.connect(await world.addMember('hanako', 'Hanako'));
    return {
      world,
      context,
      aws: new ConsolePage(page),
      async close() {
        await context.close();
        await world.close();
      },
    };
  } catch (error) {
    await world.close();
    throw error;
  }
}
