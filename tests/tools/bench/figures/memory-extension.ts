import type { Browser, CDPSession, Page } from 'puppeteer-core';
import { type SandboxDeployment, startDeployment } from '../../../sandbox/deployment.ts';
import { ensureExtension } from '../../../support/built/ensure-extension.ts';
import { openPageInFront, startBrowser } from '../content/browser.ts';
import { type ConsoleHost, startConsoleHost } from '../content/console-host.ts';
import { contestantExtension } from '../content/contestant-extension.ts';
import type { Figure, Row } from '../harness/figure.ts';
import { COMPILERS_OFF, heapKilobytes } from '../harness/heap.ts';
import { number } from '../harness/text.ts';

const FIRST = 100;
const LAST = 1000;
/** What 900 repetitions may leave behind; a tenth of a kilobyte each would be growth. */
const LIMIT_KB = 90;

interface Growth {
  readonly first: number;
  readonly last: number;
}

/** Repeats something and reads the heap after the hundredth and the thousandth time. */
async function watch(session: CDPSession, repeat: (times: number) => Promise<void>): Promise<Growth> {
  await repeat(FIRST);
  const first = await heapKilobytes(session);
  await repeat(LAST - FIRST);
  return { first, last: await heapKilobytes(session) };
}

/** Connects the extension as a person would, in its options. */
async function connect(
  browser: Browser,
  world: SandboxDeployment,
): Promise<{ page: Page; worker: CDPSession }> {
  const target = await browser.waitForTarget((one) => one.type() === 'service_worker');
  const page = await browser.newPage();
  await page.goto(new URL('/options.html', target.url()).href);
  await page.locator('::-p-aria(Setup code)').fill(await world.addMember('hanako', 'Hanako'));
  await page.locator('::-p-aria([name="Connect"][role="button"])').click();
  await page.waitForSelector('::-p-text(Connected as)');
  return { page, worker: await target.createCDPSession() };
}

async function serviceWorker(): Promise<Growth> {
  const world = await startDeployment();
  const browser = await startBrowser(await ensureExtension('chrome'), [
    `--js-flags=${COMPILERS_OFF.join(' ')}`,
    `--proxy-server=http://127.0.0.1:${world.proxy.port}`,
    `--ignore-certificate-errors-spki-list=${world.spkiFingerprint}`,
  ]);
  try {
    const { page, worker } = await connect(browser, world);
    return await watch(worker, (times) =>
      page.evaluate(async (count) => {
        const { runtime } = Reflect.get(globalThis, 'chrome');
        for (let time = 0; time < count; time += 1)
          await runtime.sendMessage({ type: 'refreshOverview', body: {} });
      }, times),
    );
  } finally {
    await browser.close();
    await world.close();
  }
}

/** A flash comes and goes, long enough to be seen. */
async function contentScript(extension: string, host: ConsoleHost): Promise<Growth> {
  const browser = await startBrowser(extension, host.browserFlags);
  try {
    const page = await openPageInFront(browser);
    await page.goto(host.url);
    await page.waitForSelector('tbody tr');
    return await watch(await page.createCDPSession(), (times) =>
      page.evaluate(async (count) => {
        for (let time = 0; time < count; time += 1) {
          const flash = document.createElement('div');
          flash.className = 'awsui_flash_bench';
          flash.textContent = `Instance ${time} started`;
          document.body.append(flash);
          await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
          flash.remove();
        }
        // The script gathers what it saw for up to half a second.
        await new Promise((resolve) => setTimeout(resolve, 700));
      }, times),
    );
  } finally {
    await browser.close();
  }
}

function row(what: string, ours: Growth, limit: number, note: string, without?: Growth): Row {
  const text = ({ first, last }: Growth) => `${number(first)} kB → ${number(last)} kB`;
  const growth = ours.last - ours.first - (without === undefined ? 0 : without.last - without.first);
  return {
    figure: `memory of the ${what}, ${FIRST}th → ${LAST.toLocaleString('en')}th time`,
    ours: text(ours),
    ...(without === undefined
      ? {}
      : { baseline: `the same page with a script that does nothing: ${text(without)}` }),
    checks: [{ unit: 'kB growth', value: growth, limit }],
    note,
  };
}

/** Whether the extension keeps what it should forget. */
export const memoryExtension: Figure = {
  name: 'memory-extension',
  async measure() {
    const worker = await serviceWorker();
    const host = await startConsoleHost();
    try {
      const ours = await contentScript(await ensureExtension('chrome'), host);
      const nothing = await contentScript(contestantExtension('nothing'), host);
      return [
        row(
          'service worker',
          worker,
          LIMIT_KB,
          'used heap after a full collection, V8’s compilers off; each time the popup’s question.',
        ),
        row(
          'content script',
          ours,
          LIMIT_KB,
          'the page’s and the script’s heap after a full collection, less what the page alone grows; each time a flash comes and goes.',
          nothing,
        ),
      ];
    } finally {
      await host.close();
    }
  },
};
