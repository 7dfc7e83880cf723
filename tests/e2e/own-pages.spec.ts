import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { encodeSetupCode } from '@genkan/shared/codes/setup-code';
import { en } from '../../extension/locales/en.ts';
import { ja } from '../../extension/locales/ja.ts';
import { expectAccessible } from '../pages/expectAccessible.ts';
import { expectUnclipped } from '../pages/expectUnclipped.ts';
import { POPUP_SIZE } from '../pages/PopupPage.ts';
import { DUAL_STACK_ENDPOINT } from '../sandbox/network/hosts.ts';
import { HOME_IPV6 } from '../sandbox/network/visitor.ts';
import { expect, test } from './fixtures.ts';

const SCREENSHOTS = fileURLToPath(new URL('../../test-results/own-pages/', import.meta.url));

/** One light and one dark walk: the other two differ in nothing that these two do not show. */
const WALKS = [
  { code: 'en', words: en, colorScheme: 'light' },
  { code: 'ja', words: ja, colorScheme: 'dark' },
] as const;

const DESK = { width: 1280, height: 800 };

test.beforeAll(() => mkdir(SCREENSHOTS, { recursive: true }));

for (const { code, words, colorScheme } of WALKS) {
  test(`${code}, ${colorScheme}: popup and options can be read in every state of connecting and of two addresses`, async ({
    world,
    page,
    popup,
    options,
    setupCode,
  }) => {
    test.setTimeout(90_000);
    await page.emulateMedia({ colorScheme });
    const look = async (name: string) => {
      await expectAccessible(page);
      await expectUnclipped(page);
      await page.screenshot({ path: `${SCREENSHOTS}${code}-${colorScheme}-${name}.png`, fullPage: true });
    };
    const button = (key: keyof typeof words) => page.getByRole('button', { name: words[key], exact: true });

    await options.open();
    await page.evaluate(
      `chrome.storage.local.clear().then(() => chrome.storage.local.set({ language: '${code}' }))`,
    );
    await expect(page.getByText(words['options.connections.none'])).toBeVisible();
    const field = page.locator('#code');
    await field.fill(
      encodeSetupCode({ endpoint: DUAL_STACK_ENDPOINT, key: `genkan_hanako.${'A'.repeat(43)}` }),
    );
    await button('options.connect').click();
    await expect(button('action.copyDetails')).toBeVisible();
    await look('options-not-saved');
    await field.fill(setupCode);
    await button('options.connect').click();
    await expect(button('options.connection.confirmEndpoint')).toBeVisible();
    await look('options-connected');
    await button('options.connection.confirmEndpoint').click();
    await page.evaluate(
      "chrome.storage.local.get('settings').then(({ settings }) => { const [one] = settings.connections; settings.connections.push({ ...one, id: 'two', name: 'Staging', endpoint: 'https://genkan.example.com', endpoints: [], key: '' }, { id: 5 }); return chrome.storage.local.set({ settings }); })",
    );
    await expect(button('options.unreadable.remove')).toBeVisible();
    await button('options.connection.replaceKey').click();
    await look('options-rival');

    await page.setViewportSize(POPUP_SIZE);
    world.visitor.ipv6 = HOME_IPV6;
    world.visitor.ipv4 = '123.123.123.123';
    await popup.open();
    await expect(page.getByText(words['popup.family.refused'])).toBeVisible();
    await page.getByText(words['popup.more']).click();
    await look('popup-one-denied');
    await page.locator('button[type=submit]').click();
    await expect(button('popup.end')).toBeVisible();
    await look('popup-both-allowed');
    world.gateway.fault = 'throttled';
    await button('popup.refresh').click();
    await expect(page.getByText(words['problem.unreadable'])).toBeVisible();
    await look('popup-problem');
    world.gateway.fault = undefined;
    await button('action.retry').click();
    await expect(button('popup.end')).toBeVisible();
    await page.setViewportSize(DESK);
  });
}
