import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { en } from '../../extension/locales/en.ts';
import { ja } from '../../extension/locales/ja.ts';
import { pseudo } from '../../extension/locales/pseudo.ts';
import { expectAccessible } from '../pages/expectAccessible.ts';
import { expectUnclipped } from '../pages/expectUnclipped.ts';
import { POPUP_SIZE } from '../pages/PopupPage.ts';
import { expect, test } from './fixtures.ts';

const SCREENSHOTS = fileURLToPath(new URL('../../test-results/looks/', import.meta.url));

/** The pseudo-locale is English made longer; its layout is the same in the dark. */
const WALKS = [
  { code: 'en', words: en, colorScheme: 'light' },
  { code: 'en', words: en, colorScheme: 'dark' },
  { code: 'ja', words: ja, colorScheme: 'light' },
  { code: 'ja', words: ja, colorScheme: 'dark' },
  { code: 'en-XA', words: pseudo(en), colorScheme: 'light' },
] as const;

const DESK = { width: 1280, height: 800 };
const NARROW = { width: 320, height: 640 };

/** One test walks through every screen, propagation included: longer than the others, in milliseconds. */
const SCREENS_TIMEOUT = 90_000;

test.beforeAll(() => mkdir(SCREENSHOTS, { recursive: true }));

for (const { code, words, colorScheme } of WALKS) {
  test(`${code}, ${colorScheme}: on any screen and state axe finds nothing and every word can be read`, async ({
    world,
    aws,
    popup,
    options,
    setupCode,
  }) => {
    test.setTimeout(SCREENS_TIMEOUT);
    const { page } = aws;
    const prompt = aws.prompt.element;
    await page.emulateMedia({ colorScheme });
    const look = async (name: string, part?: string) => {
      await expectAccessible(page, part);
      await expectUnclipped(page, part);
      const fullPage = part === undefined;
      await page.screenshot({ path: `${SCREENSHOTS}${code}-${colorScheme}-${name}.png`, fullPage });
    };
    const button = (key: keyof typeof words) => page.getByRole('button', { name: words[key], exact: true });

    await options.open();
    await options.speak(code);
    await page.getByText(words['options.add.title']).click();
    await page.getByText(words['options.byHand']).click();
    await button('options.connect').click();
    await expect(page.getByText(words['options.key.bad'])).toBeVisible();
    await page.getByText(words['options.byHand']).click();
    await options.page.locator('#code').fill(setupCode.slice(0, -4));
    await button('options.connect').click();
    await expect(options.page.locator('#code')).toHaveAttribute('aria-invalid', 'true');
    await button('options.connection.test').click();
    await expect(page.getByText('203.0.113.7')).toBeVisible();
    await button('options.connection.remove').click();
    await page.locator('#prompt-signin').focus();
    await look('options');
    await page.setViewportSize(NARROW);
    await look('options-narrow');

    await page.setViewportSize(POPUP_SIZE);
    await popup.open();
    await expect(page.getByText(words['popup.refused'])).toBeVisible();
    await look('popup-refused');
    await page.setViewportSize(DESK);

    await aws.openSignIn();
    await expect(prompt).toContainText(words['prompt.signin.title']);
    await look('prompt-sign-in', 'genkan-prompt');

    world.console.servedEverywhere = ['ce:GetCostAndUsage'];
    await aws.open('/console/home');
    await expect(button('action.allow')).toBeVisible();
    await button('action.notNow').focus();
    await look('prompt-asking', 'genkan-prompt');
    world.gateway.fault = 'captive-portal';
    await button('action.allow').click();
    await expect(prompt).toContainText(words['problem.not_genkan']);
    await look('prompt-problem', 'genkan-prompt');
    world.gateway.fault = undefined;

    world.visitor.awsAddress = '198.51.100.9';
    await button('action.retry').click();
    await expect(button('action.reload')).toBeVisible();
    await look('prompt-propagating', 'genkan-prompt');
    await expect(prompt).toContainText(words['prompt.ready.text'], { timeout: 20_000 });
    await look('prompt-ready', 'genkan-prompt');
    await button('action.reload').click();
    await expect(button('action.copy')).toBeVisible();
    await look('prompt-still-refused', 'genkan-prompt');
    await page.setViewportSize(NARROW);
    await look('prompt-still-refused-narrow', 'genkan-prompt');

    await page.setViewportSize(POPUP_SIZE);
    await popup.open();
    await expect(button('popup.end')).toBeVisible();
    world.visitor.ipv4 = '198.51.100.23';
    await button('popup.refresh').click();
    await expect(page.getByText(words['popup.others'])).toBeVisible();
    await look('popup-others');
    world.visitor.ipv4 = '203.0.113.7';
    await button('popup.refresh').click();
    await expect(page.getByText(words['popup.by.lease'])).toBeVisible();
    await page.getByText(words['popup.more']).click();
    await look('popup-allowed');
    world.gateway.fault = 'unreachable';
    await button('popup.refresh').click();
    await expect(page.getByText(words['popup.problem'])).toBeVisible();
    await look('popup-problem');
    world.gateway.fault = undefined;
    const fresh = JSON.stringify({ settings: { version: 2, connections: [] }, language: code });
    await page.evaluate(`chrome.storage.session.clear().then(() => chrome.storage.local.set(${fresh}))`);
    await popup.open();
    await expect(page.getByText(words['popup.setup.title'])).toBeVisible();
    await look('popup-first-run');
    await page.setViewportSize(DESK);
    await options.open();
    await expect(page.getByText(words['options.connections.none'])).toBeVisible();
    await look('options-first-run');
  });
}
