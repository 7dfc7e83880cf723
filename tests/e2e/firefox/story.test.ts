import type { Browser, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FIREFOX_EXTENSION_ORIGIN, launchFirefox } from '../../browsers/launchFirefox.ts';
import { ensureExtension } from '../../built/ensureExtension.ts';
import { CONSOLE } from '../../pages/ConsolePage.ts';
import { allowedAddresses } from '../../sandbox/allowed-addresses.ts';
import { startWorld, type World } from '../../sandbox/world.ts';

/** Puppeteer's way into a shadow root, by what a screen reader calls the button. */
const button = (name: string) => `>>> ::-p-aria([name="${name}"][role="button"])`;
const text = (words: string) => `>>> ::-p-text(${words})`;

describe('in Firefox', () => {
  let world: World;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    world = await startWorld();
    browser = await launchFirefox({
      extension: await ensureExtension('firefox'),
      proxyPort: world.proxy.port,
    });
    page = await browser.newPage();
  });
  afterAll(async () => {
    await browser?.close();
    await world?.close();
  });

  const allowedNow = async () => allowedAddresses((await world.livePolicy()).document);

  it('the options page connects with a setup code', async () => {
    await page.goto(`${FIREFOX_EXTENSION_ORIGIN}/options.html`, { waitUntil: [] });
    await page.locator('::-p-aria([name="Setup code"])').fill(await world.addMember('hanako', 'Hanako'));
    await page.locator(button('Connect')).click();
    expect(await page.waitForSelector(text('Connected as Hanako'))).not.toBeNull();
  });

  it('AWS refuses, one click lets you in, midnight takes it back', async () => {
    await page.goto(`${CONSOLE}/s3/buckets`);
    await page.locator(button('Allow this network')).click();
    await page.waitForSelector(button('Reload'));
    expect(await allowedNow()).toEqual(['123.123.123.123/32', '203.0.113.7/32']);

    await page.locator(button('Reload')).click();
    expect(await page.waitForSelector(text('team-website'))).not.toBeNull();

    await world.midnight();
    expect(await allowedNow()).toEqual(['123.123.123.123/32']);
    await page.goto(`${CONSOLE}/s3/buckets`);
    expect(await page.waitForSelector(text('list buckets'))).not.toBeNull();
  });
});
