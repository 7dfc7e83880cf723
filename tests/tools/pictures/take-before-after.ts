import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { ConsolePage } from '../../e2e/pages/console-page.ts';
import { OptionsPage } from '../../e2e/pages/options-page.ts';
import { openStage } from '../../support/browsers/open-stage.ts';
import { SCHEMES, type Scheme, sideBySide } from './side-by-side.ts';
import { LANGUAGES, type Language } from './take-pictures.ts';

const CAPTIONS: Readonly<Record<Language, readonly [string, string]>> = {
  en: ['At home: AWS denies access, Genkan prompts', 'One click later'],
  ja: ['自宅：AWS に断られ、Genkan が尋ねる', 'ワンクリックのあと'],
};
const CONSOLE = { width: 960, height: 600 };
const SHEET = { width: 1240, height: 480 };
const TIMEOUT = { timeout: 30_000 };

/** Takes the README's pictures of one language: refused, and after one click, light and dark, from the real extension. */
export async function takeBeforeAfter(language: Language, extension: string, folder: string): Promise<void> {
  const words = LANGUAGES[language];
  const stage = await openStage({ connected: true, extension });
  try {
    const page = stage.page;
    const options = new OptionsPage(page, stage.origin);
    await options.open();
    await page.getByRole('combobox').selectOption(language);
    await expect(page.locator('html')).toHaveAttribute('lang', language);
    await page.setViewportSize(CONSOLE);

    const aws = new ConsolePage(page);
    const allow = aws.prompt.element.getByRole('button', { name: words['action.allow'] });
    const before = await inEachScheme(page, async () => {
      await aws.open('/s3/buckets');
      await expect(allow).toBeVisible(TIMEOUT);
    });
    await allow.click();
    // The page comes back by itself, or waits for its reader.
    const isReady = aws.prompt.element.getByText(words['prompt.ready.text']).or(aws.buckets);
    await expect(isReady).toBeVisible(TIMEOUT);
    const after = await inEachScheme(page, async () => {
      await aws.open('/s3/buckets');
      await expect(aws.buckets).toBeVisible(TIMEOUT);
    });

    const sheet = await stage.context.newPage();
    await sheet.setViewportSize(SHEET);
    for (const scheme of SCHEMES) {
      const [first, second] = CAPTIONS[language];
      await sheet.setContent(
        sideBySide(scheme, [
          { caption: first, picture: before[scheme] },
          { caption: second, picture: after[scheme] },
        ]),
      );
      const picture = await sheet.locator('body').screenshot();
      await writeFile(join(folder, `before-after-${language}-${scheme}.png`), picture);
    }
  } finally {
    await stage.close();
  }
}

/** The console chooses its colours when it is loaded, so each picture is of a page of its own. */
async function inEachScheme(page: Page, show: () => Promise<void>): Promise<Record<Scheme, Buffer>> {
  const take = async (colorScheme: Scheme) => {
    await page.emulateMedia({ colorScheme });
    await show();
    return page.screenshot();
  };
  const dark = await take('dark');
  return { dark, light: await take('light') };
}
