import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { en, type Words } from '../../../extension/locales/en.ts';
import { ja } from '../../../extension/locales/ja.ts';
import { ConsolePage } from '../../e2e/pages/console-page.ts';
import { OptionsPage } from '../../e2e/pages/options-page.ts';
import { openStage } from '../../support/browsers/open-stage.ts';
import { overlay } from './overlay.ts';

/** What both stores take. */
export const SIZE = { width: 1280, height: 800 };
export type Language = 'en' | 'ja';
export const LANGUAGES: Readonly<Record<Language, Words>> = { en, ja };

/** The pictures, in the order in which a store shows them. */
export const PICTURES = ['1-denied', '2-allowed', '3-popup', '4-still-denied', '5-options'] as const;

const TIMEOUT = { timeout: 30_000 };

/** Takes the pictures of one language from the real extension in real Chromium, at the stand-in console. */
export async function takePictures(language: Language, extension: string, folder: string): Promise<void> {
  const words = LANGUAGES[language];
  const stage = await openStage({ connected: true, extension });
  try {
    const page = stage.context.pages()[0] ?? (await stage.context.newPage());
    await page.setViewportSize(SIZE);
    const save = async (name: (typeof PICTURES)[number], picture?: Buffer) =>
      writeFile(join(folder, `${language}-${name}.png`), picture ?? (await takeWithoutScrollbar(page)));

    const options = new OptionsPage(page, stage.origin);
    await options.open();
    await page.getByRole('combobox').selectOption(language);
    await expect(page.locator('html')).toHaveAttribute('lang', language);
    await options.open();
    await expect(page.getByRole('listitem').first()).toBeVisible(TIMEOUT);
    await save('5-options');

    const aws = new ConsolePage(page);
    const button = (name: string) => aws.prompt.element.getByRole('button', { name });
    await aws.open('/s3/buckets');
    await expect(button(words['action.allow'])).toBeVisible(TIMEOUT);
    await save('1-denied');
    await button(words['action.allow']).click();
    // Soon the page, which shows nothing but the refusal, reloads itself.
    await expect(aws.prompt.element.getByRole('progressbar')).toBeVisible(TIMEOUT);
    await save('2-allowed');
    await button(words['action.reload']).click();
    await expect(aws.buckets).toBeVisible(TIMEOUT);
    await save('3-popup', await withPopup(page, stage.origin, words));

    // The console sees another address than Genkan does, as behind some VPNs.
    stage.world.visitor.awsAddress = '198.51.100.9';
    const other = new ConsolePage(await stage.context.newPage());
    await other.page.setViewportSize(SIZE);
    await other.open('/s3/buckets');
    await expect(other.prompt.element.getByText(words['prompt.explained.title'])).toBeVisible(TIMEOUT);
    await save('4-still-denied', await takeWithoutScrollbar(other.page));
  } finally {
    await stage.close();
  }
}

/** Some systems draw scrollbars over the page and some beside it: the picture is the same on both. */
async function takeWithoutScrollbar(page: Page): Promise<Buffer> {
  await page.evaluate("document.documentElement.style.scrollbarWidth = 'none'");
  return page.screenshot();
}

/** The console with the popup below the toolbar's corner: a browser does not include its toolbar in a screenshot. */
async function withPopup(page: Page, origin: string, words: Words): Promise<Buffer> {
  const behind = await takeWithoutScrollbar(page);
  const popup = await page.context().newPage();
  await popup.setViewportSize({ width: 340, height: 600 });
  await popup.goto(`${origin}/popup.html`);
  await expect(popup.getByText(words['popup.allowed'])).toBeVisible(TIMEOUT);
  const front = await popup.locator('body').screenshot();
  await popup.setViewportSize(SIZE);
  await popup.goto('about:blank');
  await popup.setContent(overlay(behind, front));
  const picture = await popup.screenshot();
  await popup.close();
  return picture;
}
