import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Browser, ElementHandle, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { FIREFOX_EXTENSION_ORIGIN, launchFirefox } from '../../browsers/launchFirefox.ts';
import { ensureExtension } from '../../built/ensureExtension.ts';
import { CONSOLE } from '../../pages/ConsolePage.ts';
import { allowedAddresses } from '../../sandbox/allowed-addresses.ts';
import { startWorld, type World } from '../../sandbox/world.ts';

const SCREENSHOTS = fileURLToPath(new URL('../../../test-results/firefox/', import.meta.url));
const OFFICE_ONLY = ['123.123.123.123/32'];

describe('in Firefox', () => {
  let world: World;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    await mkdir(SCREENSHOTS, { recursive: true });
    world = await startWorld();
    browser = await launchFirefox({
      extension: await ensureExtension('firefox'),
      proxyPort: world.proxy.port,
    });
    page = await browser.newPage();
    await page.setViewport({ width: 1280, height: 800 });
  });
  afterAll(async () => {
    await browser?.close();
    await world?.close();
  });

  const allowedNow = async () => allowedAddresses((await world.livePolicy()).document);

  /** Waits until a visible element with these words is there, shadow roots included. */
  const see = (words: string) => find(`>>> ::-p-text(${words})`);

  // Puppeteer's own waiting leans on animation frames and load events, which Firefox does not report for an extension's pages.
  function find(selector: string): Promise<ElementHandle> {
    return vi.waitFor(
      async () => {
        const element = await page.$(selector);
        if (element === null || !(await element.isVisible()))
          throw new Error(`${selector} is not to be seen.`);
        return element;
      },
      { timeout: 20_000, interval: 100 },
    );
  }

  /** Presses a button or link with exactly these words: a trusted click, for the prompt ignores any other. */
  async function press(words: string): Promise<void> {
    await see(words);
    for (const element of await page.$$('>>> :is(button, a)')) {
      const found = await element.evaluate((node) => node.textContent?.trim());
      if (found === words) return element.click();
    }
    throw new Error(`There is no button "${words}".`);
  }

  /** Opens one of the extension's own pages; Firefox reports no load event for them. */
  async function openOwn(name: 'options' | 'popup') {
    await page.goto(`${FIREFOX_EXTENSION_ORIGIN}/${name}.html`, { waitUntil: [] });
  }

  const shoot = (name: string) => page.screenshot({ path: `${SCREENSHOTS}${name}.png` });

  it('the popup of a fresh profile leads to set-up', async () => {
    await openOwn('popup');
    await see('Welcome to Genkan');
    await see('Set up');
    await shoot('popup-first-run');
  });

  it('the options page connects with a setup code', async () => {
    await openOwn('options');
    const code = await find('::-p-aria([name="Setup code"])');
    await code.type(await world.addMember('hanako', 'Hanako'));
    await press('Connect');
    await see('Connected as Hanako to account 123456789012');
    await shoot('options-connected');
  });

  it('AWS refuses, one click lets you in', async () => {
    expect(await allowedNow()).toEqual(OFFICE_ONLY);
    await page.goto(`${CONSOLE}/s3/buckets`);
    await see('AWS is refusing this network');
    await shoot('prompt');
    await press('Allow this network');
    await see('Reload');
    expect(await allowedNow()).toEqual([...OFFICE_ONLY, '203.0.113.7/32']);

    await press('Reload');
    await see('team-website');
    expect(await page.$('genkan-prompt')).toBeNull();
  });

  it('the popup shows the network, and ends its lease', async () => {
    await openOwn('popup');
    await see('This network is allowed');
    await see('203.0.113.7');
    await shoot('popup-allowed');
    await press('End now');
    await see('This network is not allowed');
    expect(await allowedNow()).toEqual(OFFICE_ONLY);
  });

  it('the popup allows, and midnight takes it back', async () => {
    await press('Allow this network');
    await see('This network is allowed');
    expect(await allowedNow()).toEqual([...OFFICE_ONLY, '203.0.113.7/32']);

    await world.midnight();
    expect(await allowedNow()).toEqual(OFFICE_ONLY);
    await page.goto(`${CONSOLE}/s3/buckets`);
    await see('list buckets');
  });

  it('reached nothing outside the sandbox for the extension', () => {
    const foreign = world.proxy.refusedHosts.filter(
      (host) => !/(^|\.)(mozilla\.(com|net|org)|firefox\.com)$/.test(host),
    );
    expect(foreign).toEqual([]);
  });
});
