import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import { test as base } from 'vitest';
import { allowedAddresses } from '../../sandbox/allowed-addresses.ts';
import { type SandboxDeployment, startDeployment } from '../../sandbox/deployment.ts';
import { launchFirefox } from '../../support/browsers/launch-firefox.ts';
import { ensureOpenExtension } from '../../support/built/ensure-open-extension.ts';
import { FirefoxTab } from './firefox-tab.ts';

export const SCREENSHOTS = fileURLToPath(new URL('../../../test-results/firefox/', import.meta.url));

/** Firefox with the built extension, connected to a deployment of the sandbox. */
async function openStage() {
  await mkdir(SCREENSHOTS, { recursive: true });
  const world = await startDeployment();
  const extension = await ensureOpenExtension('firefox');
  const [browser, setupCode] = await Promise.all([
    launchFirefox({ extension, proxyPort: world.proxy.port }),
    world.addMember('hanako', 'Hanako'),
  ]);
  const tab = await FirefoxTab.open(browser);
  await tab.openOwn('options');
  await tab.type('Setup code', setupCode);
  await tab.press('Connect');
  await tab.see('Connected as Hanako to account 123456789012');
  await tab.press('Use this endpoint too');
  return {
    world,
    browser,
    extension,
    setupCode,
    state: world.takeState(),
    stored: v.parse(v.string(), await tab.api('browser.storage.local.get().then(JSON.stringify)')),
  };
}

type Stage = Awaited<ReturnType<typeof openStage>>;

/** One empty tab, the extension's storage and the world as they were when the stage was opened. */
async function reset({ browser, world, state, stored }: Stage): Promise<FirefoxTab> {
  const used = await browser.pages();
  const tab = await FirefoxTab.open(browser);
  await Promise.all(used.map((page) => page.close()));
  const restored = tab
    .openOwn('options')
    .then(() =>
      tab.api(
        `browser.storage.session.clear().then(() => browser.storage.local.clear()).then(() => browser.storage.local.set(${stored}))`,
      ),
    );
  await Promise.all([restored, world.startOver(state)]);
  world.gateway.requests.length = 0;
  return tab;
}

export const test = base.extend<{
  stage: Stage;
  tab: FirefoxTab;
  world: SandboxDeployment;
  allowedNow: () => Promise<readonly string[]>;
}>({
  stage: [
    // biome-ignore lint/correctness/noEmptyPattern: Vitest reads a fixture's dependencies from its parameter
    async ({}, use) => {
      const stage = await openStage();
      await use(stage);
      await stage.browser.close();
      await stage.world.close();
    },
    { scope: 'worker' },
  ],
  tab: async ({ stage }, use) => use(await reset(stage)),
  world: async ({ stage, tab: _afterReset }, use) => use(stage.world),
  allowedNow: async ({ world }, use) =>
    use(async () => allowedAddresses((await world.livePolicy()).document)),
});

export { expect } from 'vitest';
