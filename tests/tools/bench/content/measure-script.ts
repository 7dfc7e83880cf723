import type { Page } from 'puppeteer-core';
import { openPageInFront, startBrowser } from './browser.ts';
import { type Churn, type ChurnShape, churnShapes } from './churn.ts';
import type { ConsoleHost } from './console-host.ts';
import { type ScriptCost, type SelectorCost, scriptCost, selectorCost } from './trace.ts';

/** How many steps of each shape make about 10,000 mutation records, and how many records one step makes. */
export type Calibration = Readonly<Record<ChurnShape, { readonly steps: number; readonly perStep: number }>>;

/** What costs are given for, and the share of it that is really run: the sums are scaled up. */
const RECORDS = 10_000;
const RUN = 0.25;
const TRACE = ['-*', 'devtools.timeline', 'v8.execute'];
const STYLE_TRACE = [...TRACE, 'disabled-by-default-blink.debug'];

/** Opens the churning page afresh and waits until it has nothing left to do of its own. */
async function openPage(page: Page, host: ConsoleHost): Promise<void> {
  await page.goto(host.url);
  await page.waitForSelector('tbody tr');
  await page.waitForNetworkIdle({ idleTime: 300 });
}

async function churn(page: Page, shape: ChurnShape, steps: number, counted = false): Promise<number> {
  return page.evaluate(
    async (name, times, count) => {
      const { churn } = window as unknown as { churn: Churn };
      if (count) return churn.count(name, times);
      await churn.run(name, times);
      return 0;
    },
    shape,
    steps,
    counted,
  );
}

/** Leaves time for what a script put off: idle slices, timers up to half a second. */
function afterwards(page: Page): Promise<void> {
  return page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        setTimeout(() => requestIdleCallback(() => resolve()), 600);
      }),
  );
}

/** Counts the page's mutation records per step. The page is deterministic, so one look is enough. */
export async function calibrate(extension: string, host: ConsoleHost): Promise<Calibration> {
  const browser = await startBrowser(extension, host.browserFlags);
  try {
    const page = await openPageInFront(browser);
    const entries: [ChurnShape, { steps: number; perStep: number }][] = [];
    for (const shape of churnShapes) {
      await openPage(page, host);
      const perStep = (await churn(page, shape, 4, true)) / 4;
      entries.push([shape, { steps: Math.max(1, Math.round(RECORDS / perStep)), perStep }]);
    }
    return Object.fromEntries(entries) as Record<ChurnShape, { steps: number; perStep: number }>;
  } finally {
    await browser.close();
  }
}

/** What the extension's scripts cost the page in each shape, per 10,000 mutation records, by processor time. */
export async function measureScript(
  extension: string,
  host: ConsoleHost,
  calibration: Calibration,
): Promise<Record<ChurnShape, ScriptCost>> {
  const browser = await startBrowser(extension, host.browserFlags);
  try {
    const page = await openPageInFront(browser);
    const costs: [ChurnShape, ScriptCost][] = [];
    for (const shape of churnShapes) {
      const { steps, perStep } = calibration[shape];
      const taken = Math.max(1, Math.round(steps * RUN));
      await openPage(page, host);
      await page.tracing.start({ categories: TRACE });
      await churn(page, shape, taken);
      await afterwards(page);
      const cost = scriptCost((await page.tracing.stop()) ?? new Uint8Array(), 'chrome-extension://');
      const scale = RECORDS / (taken * perStep);
      costs.push([shape, { ...cost, total: cost.total * scale, calls: Math.round(cost.calls * scale) }]);
    }
    return Object.fromEntries(costs) as Record<ChurnShape, ScriptCost>;
  } finally {
    await browser.close();
  }
}

/** Style-matching time by selector and shape, per 10,000 records; a few steps are enough, and all that the slow tracing allows. */
export async function measureSelectors(
  extension: string,
  host: ConsoleHost,
  calibration: Calibration,
): Promise<Record<ChurnShape, ReadonlyMap<string, SelectorCost>>> {
  const browser = await startBrowser(extension, host.browserFlags);
  try {
    const page = await openPageInFront(browser);
    const costs: [ChurnShape, ReadonlyMap<string, SelectorCost>][] = [];
    for (const shape of churnShapes) {
      const { steps, perStep } = calibration[shape];
      const taken = Math.max(1, Math.round(steps / 100));
      await openPage(page, host);
      await page.tracing.start({ categories: STYLE_TRACE });
      await churn(page, shape, taken);
      const cost = selectorCost((await page.tracing.stop()) ?? new Uint8Array());
      const scale = RECORDS / (taken * perStep);
      costs.push([
        shape,
        new Map(
          [...cost].map(([selector, { time, attempts }]) => [
            selector,
            { time: time * scale, attempts: Math.round(attempts * scale) },
          ]),
        ),
      ]);
    }
    return Object.fromEntries(costs) as Record<ChurnShape, ReadonlyMap<string, SelectorCost>>;
  } finally {
    await browser.close();
  }
}
