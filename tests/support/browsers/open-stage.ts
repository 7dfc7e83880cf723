import type { BrowserContext, Page } from '@playwright/test';
import { OptionsPage } from '../../e2e/pages/options-page.ts';
import { type SandboxDeployment, startDeployment } from '../../sandbox/deployment.ts';
import { ensureOpenExtension } from '../built/ensure-open-extension.ts';
import { extensionOrigin } from './extension-origin.ts';
import { type ChromiumOptions, launchChromium } from './launch-chromium.ts';

/** A deployment in the sandbox and a Chromium that reaches it, with the extension installed. */
export interface Stage {
  readonly world: SandboxDeployment;
  readonly context: BrowserContext;
  /** The tab in which the options page opened by itself, as it does once the extension is installed. */
  readonly page: Page;
  /** `chrome-extension://…` */
  readonly origin: string;
  /** What `genkan member add` printed for the member hanako. */
  readonly setupCode: string;
  close(): Promise<void>;
}

export interface StageOptions extends Pick<ChromiumOptions, 'headed' | 'locale'> {
  /** The folder of an extension built aside; otherwise the usual build with a prompt that tests can look into. */
  readonly extension?: string;
  /** Whether the extension is already connected to the deployment, as a member does it: by pasting the setup code. */
  readonly connected: boolean;
}

/** Sets everything up that the demo and the end-to-end specs need. */
export async function openStage({ connected, ...browser }: StageOptions): Promise<Stage> {
  const extension = browser.extension ?? (await ensureOpenExtension('chrome'));
  const world = await startDeployment();
  let context: BrowserContext | undefined;
  try {
    const { proxy, spkiFingerprint } = world;
    const [opened, setupCode] = await Promise.all([
      launchChromium({ ...browser, extension, proxyPort: proxy.port, spkiFingerprint }),
      world.addMember('hanako', 'Hanako'),
    ]);
    context = opened;
    const origin = await extensionOrigin(opened);
    const page = await openedOnInstall(opened);
    if (connected) await new OptionsPage(page, origin).connect(setupCode);
    return {
      world,
      context: opened,
      page,
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

const OPENING_MS = 30_000;
const OPTIONS = /^chrome-extension:.*\/options\.html$/;

/** Chromium shows the options page in the empty tab it started with, or in a new one. */
export async function openedOnInstall(context: BrowserContext): Promise<Page> {
  const shown = (page: Page) => page.waitForURL(OPTIONS, { timeout: OPENING_MS }).then(() => page);
  const later = context.waitForEvent('page', {
    predicate: (page) =>
      shown(page).then(
        () => true,
        () => false,
      ),
    timeout: OPENING_MS,
  });
  return Promise.any([...context.pages().map(shown), later]);
}
