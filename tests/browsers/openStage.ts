import type { BrowserContext } from '@playwright/test';
import { ensureExtension } from '../built/ensureExtension.ts';
import { OptionsPage } from '../pages/OptionsPage.ts';
import { startWorld, type World } from '../sandbox/world.ts';
import { extensionOrigin } from './extensionOrigin.ts';
import { type ChromiumOptions, launchChromium } from './launchChromium.ts';

/** A world and a Chromium in it, with the extension installed. */
export interface Stage {
  readonly world: World;
  readonly context: BrowserContext;
  /** `chrome-extension://…` */
  readonly origin: string;
  /** What `genkan member add` printed for the member hanako. */
  readonly setupCode: string;
  close(): Promise<void>;
}

export interface StageOptions extends Pick<ChromiumOptions, 'headed' | 'locale'> {
  /** Whether the extension knows the deployment already, set up as a person would: by pasting the setup code. */
  readonly connected: boolean;
}

/** Sets everything up that the demo and the end-to-end specs need. */
export async function openStage({ connected, ...browser }: StageOptions): Promise<Stage> {
  const extension = await ensureExtension('chrome');
  const world = await startWorld();
  let context: BrowserContext | undefined;
  try {
    const { proxy, spkiFingerprint } = world;
    const [opened, setupCode] = await Promise.all([
      launchChromium({ extension, proxyPort: proxy.port, spkiFingerprint, ...browser }),
      world.addMember('hanako', 'Hanako'),
    ]);
    context = opened;
    const origin = await extensionOrigin(opened);
    if (connected) {
      const options = new OptionsPage(opened.pages()[0] ?? (await opened.newPage()), origin);
      await options.open();
      await options.connect(setupCode);
    }
    return {
      world,
      context: opened,
      origin,
      setupCode,
      async close() {
        await opened.close();
        await world.close();
      },
    };
  } catch (error) {
    await context?.close();
    await world.close();
    throw error;
  }
}
