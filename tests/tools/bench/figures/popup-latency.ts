import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext } from '@playwright/test';
import { OptionsPage } from '../../../e2e/pages/options-page.ts';
import { startDeployment } from '../../../sandbox/deployment.ts';
import { extensionOrigin } from '../../../support/browsers/extension-origin.ts';
import { launchChromium } from '../../../support/browsers/launch-chromium.ts';
import { ensureExtension } from '../../../support/built/ensure-extension.ts';
import { readSeen, type Wanted, whenVisible } from '../content/when-visible.ts';
import { type Figure, rounds } from '../harness/figure.ts';
import { interleave } from '../harness/interleave.ts';
import { pairedRatio } from '../harness/sample.ts';
import { temporaryFolder } from '../harness/temporary-folder.ts';
import { spread } from '../harness/text.ts';

const EMPTY =
  '<!doctype html><meta charset="utf-8"><title>Empty</title><body><div id="app">empty</div></body>';

/** Our extension with one page more, so that both popups open in the same browser and the same process. */
async function withEmptyPopup(): Promise<string> {
  const folder = temporaryFolder('popup');
  cpSync(await ensureExtension('chrome'), folder, { recursive: true });
  writeFileSync(join(folder, 'empty.html'), EMPTY);
  return folder;
}

/** Opens a page in a tab of its own and returns when it showed the wanted element, in milliseconds. */
async function openUntil(context: BrowserContext, url: string, wanted: Wanted): Promise<number> {
  const page = await context.newPage();
  try {
    await page.addInitScript(whenVisible, wanted);
    await page.goto(url);
    return await readSeen(page);
  } finally {
    await page.close();
  }
}

/** From a click on the toolbar's button to the network status in the popup. */
export const popupLatency: Figure = {
  name: 'popup-latency',
  async measure(options) {
    const world = await startDeployment();
    const { proxy, spkiFingerprint } = world;
    const extension = await withEmptyPopup();
    const context = await launchChromium({ extension, proxyPort: proxy.port, spkiFingerprint });
    try {
      const origin = await extensionOrigin(context);
      const page = await context.newPage();
      const setup = new OptionsPage(page, origin);
      await setup.open();
      await setup.connect(await world.addMember('hanako', 'Hanako'));
      const wanted = { selector: '#app', text: '203.0.113.7' };
      // The first opening sends a request to the backend; afterwards the status is cached.
      await openUntil(context, `${origin}/popup.html`, wanted);
      const samples = await interleave(rounds(options, 75), {
        ours: () => openUntil(context, `${origin}/popup.html`, wanted),
        empty: () => openUntil(context, `${origin}/empty.html`, { selector: '#app', text: 'empty' }),
      });
      return [
        {
          figure: 'popup opened → state visible (known state)',
          ours: spread(samples.ours, 'ms'),
          baseline: `a popup of one word without script: ${spread(samples.empty, 'ms')}`,
          checks: [{ unit: '× empty popup', value: pairedRatio(samples.ours, samples.empty), limit: 1.5 }],
          note: 'from the start of the navigation to the frame after the address; both pages opened as tabs of the same extension.',
        },
      ];
    } finally {
      await context.close();
      await world.close();
    }
  },
};
