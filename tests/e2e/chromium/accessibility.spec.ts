import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { BrowserContext, Page } from '@playwright/test';
import { expectAccessible } from '../pages/expect-accessible.ts';
import { expectUnclipped } from '../pages/expect-unclipped.ts';
import { POPUP_SIZE } from '../pages/popup-page.ts';
import { expect, test } from './fixtures.ts';

const SCREENSHOTS = fileURLToPath(new URL('../../../test-results/looks/', import.meta.url));
test.beforeAll(() => mkdir(SCREENSHOTS, { recursive: true }));

/** The browser's own zoom, for this tab and until it navigates. */
async function zoom(context: BrowserContext, page: Page, factor: number): Promise<void> {
  const before = await page.evaluate(() => innerWidth);
  await page.bringToFront();
  await context
    .serviceWorkers()[0]
    ?.evaluate(
      `chrome.tabs.query({ active: true }).then(([tab]) => chrome.tabs.setZoomSettings(tab.id, { scope: 'per-tab' }).then(() => chrome.tabs.setZoom(tab.id, ${factor})))`,
    );
  await expect.poll(() => page.evaluate(() => innerWidth)).toBe(Math.round(before / factor));
}

// The pseudo-locale holds the widest text of all languages.
test('at 200 % zoom nothing is cut off and nothing scrolls sideways', async ({
  context,
  aws,
  popup,
  options,
}) => {
  const { page } = aws;
  const look = async (name: string, part?: string) => {
    await zoom(context, page, 2);
    await expectUnclipped(page, part);
    await expectAccessible(page, part);
    await page.screenshot({ path: `${SCREENSHOTS}zoom-${name}.png` });
  };
  await options.open();
  await options.speak('en-XA');
  await look('options');

  await aws.open('/s3/buckets');
  await expect(aws.prompt.element).toContainText('203.0.113.7');
  await look('prompt', 'genkan-prompt');
  // The last button can be reached, by scrolling at worst.
  const last = aws.prompt.element.getByRole('button').last();
  await last.scrollIntoViewIfNeeded();
  await expect(last).toBeInViewport({ ratio: 1 });

  // The browser gives a popup 800 by 600 of its own pixels at most: half of that at this zoom.
  await page.setViewportSize({ width: 800, height: 600 });
  await popup.open();
  await expect(page.getByText('203.0.113.7')).toBeVisible();
  await look('popup');
});

test('who wants less motion sees none', async ({ aws }) => {
  const moving = () =>
    aws.prompt.element.evaluate((host) =>
      [...host.getAnimations(), ...(host.shadowRoot?.getAnimations() ?? [])].map((animation) => {
        const easing =
          animation.effect instanceof KeyframeEffect ? animation.effect.getKeyframes()[0]?.easing : '';
        return `${'animationName' in animation ? animation.animationName : 'transition'} ${easing}`;
      }),
    );
  await aws.page.emulateMedia({ reducedMotion: 'reduce' });
  await aws.open('/s3/buckets');
  await expect(aws.prompt.allow).toBeVisible();
  expect(await moving()).toEqual([]);
  await aws.prompt.allow.click();
  await expect(aws.prompt.element.getByRole('progressbar')).toBeVisible();
  // Time that passes is told in a few steps, without movement between them.
  expect(await moving()).toEqual(['fill steps(5)']);

  await aws.page.emulateMedia({ reducedMotion: 'no-preference' });
  expect(await moving()).toEqual(expect.arrayContaining(['fill linear']));
});

test('in forced colours everything is there, and the focus is seen', async ({ aws, popup }) => {
  const { page } = aws;
  await page.emulateMedia({ forcedColors: 'active' });
  const outline = () =>
    page.evaluate(() => {
      const host = document.activeElement;
      const focused = host?.shadowRoot?.activeElement ?? host;
      return focused ? getComputedStyle(focused).outlineStyle : 'nothing has the focus';
    });
  await aws.open('/s3/buckets');
  await expect(aws.prompt.allow).toBeVisible();
  await aws.prompt.allow.focus();
  await page.keyboard.press('Enter');
  const progress = aws.prompt.element.getByRole('progressbar');
  await expect(progress).toBeVisible();
  const [bar, fill] = await progress.evaluate((element) =>
    [element, element.querySelector('i')].map((each) => each && getComputedStyle(each).backgroundColor),
  );
  expect(fill).not.toBe(bar);
  expect(await outline()).toBe('solid');
  await expectAccessible(page, 'genkan-prompt');
  await page.screenshot({ path: `${SCREENSHOTS}forced-prompt.png` });

  await page.setViewportSize(POPUP_SIZE);
  await popup.open();
  await expect(popup.end).toBeVisible();
  await page.keyboard.press('Tab');
  expect(await outline()).toBe('solid');
  await expectAccessible(page);
  await page.screenshot({ path: `${SCREENSHOTS}forced-popup.png` });
});
