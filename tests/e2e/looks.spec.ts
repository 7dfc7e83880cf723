import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { expectAccessible } from '../pages/expectAccessible.ts';
import { expect, test } from './fixtures.ts';

const SCREENSHOTS = fileURLToPath(new URL('../../test-results/looks/', import.meta.url));

/** Words of each language by which a state is known to be there. */
const LANGUAGES = [
  {
    code: 'en',
    allow: 'Allow this network',
    reload: 'Reload',
    copy: 'Copy report',
    notAllowed: 'This network is not allowed',
    cannotTell: 'Genkan cannot tell',
  },
  {
    code: 'ja',
    allow: 'このネットワークを許可',
    reload: '再読み込み',
    copy: 'レポートをコピー',
    notAllowed: 'このネットワークは許可されていません',
    cannotTell: '状態を確認できません',
  },
] as const;

/** About as wide as the browser makes the popup. */
const POPUP = { width: 380, height: 600 };

/** One test walks through every screen, propagation included: longer than the others, in milliseconds. */
const SCREENS_TIMEOUT = 120_000;

test.beforeAll(() => mkdir(SCREENSHOTS, { recursive: true }));

for (const { code, allow, reload, copy, notAllowed, cannotTell } of LANGUAGES) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`${code}, ${colorScheme}: axe finds nothing on any screen or state`, async ({
      world,
      aws,
      popup,
      options,
    }) => {
      test.setTimeout(SCREENS_TIMEOUT);
      const { page } = aws;
      await page.emulateMedia({ colorScheme });
      const look = async (name: string, part?: string) => {
        await expectAccessible(page, part);
        await page.screenshot({ path: `${SCREENSHOTS}${code}-${colorScheme}-${name}.png` });
      };
      await options.open();
      await options.page.getByRole('combobox').selectOption(code);
      await expect(options.page.locator('html')).toHaveAttribute('lang', code);
      await look('options');
      await pressed(page, popup.open(), notAllowed);
      await page.setViewportSize(POPUP);
      await look('popup-refused');
      await page.setViewportSize({ width: 1280, height: 800 });

      await aws.open('/s3/buckets');
      const button = (name: string) => aws.prompt.element.getByRole('button', { name });
      await expect(button(allow)).toBeVisible();
      await look('prompt-asking', 'genkan-prompt');

      world.visitor.awsAddress = '198.51.100.9';
      await button(allow).click();
      await expect(button(reload)).toBeVisible();
      await look('prompt-propagating', 'genkan-prompt');
      await expect(aws.prompt.element.getByRole('progressbar')).toBeHidden({ timeout: 20_000 });
      await look('prompt-ready', 'genkan-prompt');
      await button(reload).click();
      await expect(button(copy)).toBeVisible();
      await look('prompt-still-refused', 'genkan-prompt');

      await page.setViewportSize({ width: 320, height: 600 });
      await look('prompt-still-refused-narrow', 'genkan-prompt');
      await page.setViewportSize(POPUP);
      await popup.open();
      await expect(page.locator('form')).toBeVisible();
      await look('popup-allowed');
      world.gateway.fault = 'unreachable';
      await page.locator('footer').getByRole('button').last().click();
      await expect(page.getByRole('heading', { name: cannotTell })).toBeVisible();
      await look('popup-problem');
      await page.setViewportSize({ width: 1280, height: 800 });
    });
  }
}

test('a problem in the prompt is accessible too', async ({ world, aws }) => {
  world.gateway.fault = 'unreachable';
  await aws.open('/s3/buckets');
  await expect(aws.prompt.element).toContainText('cannot be reached');
  await expectAccessible(aws.page, 'genkan-prompt');
  await aws.page.screenshot({ path: `${SCREENSHOTS}en-light-prompt-problem.png` });
});

async function pressed(page: Page, opening: Promise<void>, words: string): Promise<void> {
  await opening;
  await expect(page.getByText(words).first()).toBeVisible();
}
