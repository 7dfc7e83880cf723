import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { encodeSetupCode } from '@genkan/shared/codes/setup-code';
import type { Page } from '@playwright/test';
import type { Drawing } from '../../../extension/lib/prompt/drawing.ts';
import { LOCALES } from '../../../extension/locales/all.ts';
import { DUAL_STACK_ENDPOINT } from '../../sandbox/network/hosts.ts';
import { HOME, HOME_IPV6 } from '../../sandbox/network/visitor.ts';
import { promptStates } from '../flows/prompt-states.ts';
import { expectAccessible, expectContrast } from '../pages/expect-accessible.ts';
import { expectUnclipped } from '../pages/expect-unclipped.ts';
import { POPUP_SIZE } from '../pages/popup-page.ts';
import { expect, test } from './fixtures.ts';

const SCREENSHOTS = fileURLToPath(new URL('../../../test-results/looks/', import.meta.url));

/**
 * axe reads what does not depend on the language, so it reads English; Japanese is for the pictures. The pseudo-locale holds
 * the widest text of all languages for each key: what is not cut off there is not cut off in any of them.
 */
const CODES = ['en', 'ja', 'en-XA'] as const;

const DESK = { width: 1280, height: 800 };
const NARROW = { width: 320, height: 640 };
/** What the popup's style gives it: no browser makes it narrower. */
const OWN_WIDTH = { width: 340 };

/** One test walks through every state: longer than the others, in milliseconds. */
const WALK_TIMEOUT = 90_000;

test.beforeAll(() => mkdir(SCREENSHOTS, { recursive: true }));

/** Takes a picture of each state in the light and in the dark, for somebody to look at: `GENKAN_PICTURES=1`. */
const WANTS_PICTURES = process.env['GENKAN_PICTURES'] === '1';

interface Look {
  readonly name: string;
  /** What to look at; otherwise the whole page. */
  readonly part?: string;
  /** Whether colours are there that no earlier state had: then they are read in the dark too. */
  readonly hasOwnColours?: boolean;
}

/** Looks at a page, or at a part of it, in the sizes it can have. */
function createLook(page: Page, code: (typeof CODES)[number], sizes: readonly { width: number }[]) {
  return async ({ name, part, hasOwnColours = true }: Look): Promise<void> => {
    for (const size of sizes.toReversed()) {
      await page.setViewportSize({ ...DESK, ...size });
      await expectUnclipped(page, part);
    }
    if (code === 'en') {
      await expectAccessible(page, part);
      if (hasOwnColours) {
        await page.emulateMedia({ colorScheme: 'dark' });
        await expectContrast(page, part);
        await page.emulateMedia({ colorScheme: 'light' });
      }
    }
    if (!WANTS_PICTURES) return;
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme });
      const path = `${SCREENSHOTS}${code}-${colorScheme}-${name}.png`;
      await (part ? page.locator(part).screenshot({ path }) : page.screenshot({ path, fullPage: true }));
    }
  };
}

for (const code of CODES) {
  const words = LOCALES[code];

  test(`${code}: the prompt can be read in every state`, async ({ context, aws }) => {
    test.setTimeout(WALK_TIMEOUT);
    const { page } = aws;
    const look = createLook(page, code, [DESK, NARROW]);
    await aws.open('/s3/buckets');
    await expect(aws.prompt.allow).toBeVisible();
    // axe reads a whole page to look at a part of it: only the prompt is wanted here.
    await page.evaluate(() => {
      for (const part of [...document.body.children]) if (part.localName !== 'genkan-prompt') part.remove();
    });
    const [worker] = context.serviceWorkers();
    const show = (drawing: Drawing) =>
      worker?.evaluate(
        `chrome.tabs.query({ active: true }).then(([tab]) => chrome.tabs.sendMessage(tab.id, { show: ${JSON.stringify(drawing)} }, { frameId: 0 }))`,
      );
    const seen = new Set<string>();
    for (const [name, drawing] of promptStates(code)) {
      await show(drawing);
      await expect(aws.prompt.element.getByRole('status')).toContainText(headingOf(drawing));
      const hasOwnColours = !seen.has(drawing.state);
      seen.add(drawing.state);
      await look({ name: `prompt-${name}`, part: 'genkan-prompt', hasOwnColours });
    }
  });

  test(`${code}: the options can be read in every state`, async ({ options, setupCode }) => {
    test.setTimeout(WALK_TIMEOUT);
    const { page } = options;
    const look = createLook(page, code, [DESK, POPUP_SIZE, NARROW]);
    const button = (key: keyof typeof words) => page.getByRole('button', { name: words[key], exact: true });
    await options.open();
    await page.evaluate(
      `chrome.storage.local.clear().then(() => chrome.storage.local.set({ language: '${code}' }))`,
    );
    await expect(page.getByText(words['options.connections.none'])).toBeVisible();
    await look({ name: 'options-first-run' });

    const field = page.locator('#code');
    await field.fill(
      encodeSetupCode({ endpoint: DUAL_STACK_ENDPOINT, key: `genkan_hanako.${'A'.repeat(43)}` }),
    );
    await button('options.connect').click();
    await expect(button('action.copyDetails')).toBeVisible();
    await look({ name: 'options-not-saved' });
    await field.fill(setupCode);
    await button('options.connect').click();
    await expect(button('options.connection.confirmEndpoint')).toBeVisible();
    await look({ name: 'options-connected' });

    await button('action.allow').click();
    await expect(page.getByText(words['popup.allowed'], { exact: true })).toBeVisible();
    await button('options.connection.confirmEndpoint').click();
    // Stored before the next change is made beside the page.
    await expect(button('options.connection.confirmEndpoint')).toHaveCount(0);
    await page.evaluate(
      "chrome.storage.local.get('settings').then(({ settings }) => { const [one] = settings.connections; settings.connections.push({ ...one, id: 'two', name: 'Staging', endpoint: 'https://genkan.example.com', endpoints: [], key: '' }, { id: 5 }); return chrome.storage.local.set({ settings }); })",
    );
    await expect(button('options.unreadable.remove')).toBeVisible();
    await button('options.connection.test').click();
    await expect(page.getByText(HOME).first()).toBeVisible();
    await button('options.connection.remove').first().click();
    await page.getByText(words['options.add.title']).click();
    await page.getByText(words['options.byHand']).click();
    await button('options.connect').click();
    await expect(page.getByText(words['options.key.bad'])).toBeVisible();
    await page.getByText(words['options.history'], { exact: true }).click();
    await expect(page.getByText(words['options.history.active'])).toBeVisible();
    await page.locator('#prompt-signin').focus();
    await look({ name: 'options' });
  });

  test(`${code}: the popup can be read in every state`, async ({ world, popup, options }) => {
    test.setTimeout(WALK_TIMEOUT);
    const { page } = popup;
    const look = createLook(page, code, [POPUP_SIZE, OWN_WIDTH]);
    const button = (key: keyof typeof words) => page.getByRole('button', { name: words[key], exact: true });
    const change = (area: 'local' | 'session', key: string, how: string) =>
      page.evaluate(
        `chrome.storage.${area}.get('${key}').then(({ ${key} }) => { ${how}; return chrome.storage.${area}.set({ ${key} }); })`,
      );
    await options.open();
    await options.speak(code);
    await page.setViewportSize(POPUP_SIZE);
    await popup.open();
    await expect(page.getByText(words['popup.refused'], { exact: true })).toBeVisible();
    await look({ name: 'popup-refused' });

    world.visitor.ipv6 = HOME_IPV6;
    world.visitor.ipv4 = '123.123.123.123';
    await button('popup.refresh').click();
    await expect(page.getByText(words['popup.family.refused'])).toBeVisible();
    await page.getByText(words['popup.more']).click();
    await look({ name: 'popup-one-denied' });
    await page.locator('button[type=submit]').click();
    await expect(button('popup.end')).toBeVisible();
    await look({ name: 'popup-both-allowed' });

    world.visitor.ipv6 = undefined;
    world.visitor.ipv4 = '198.51.100.23';
    await button('popup.refresh').click();
    await expect(page.getByText(words['popup.others'])).toBeVisible();
    await look({ name: 'popup-others' });
    await page.locator('button[type=submit]').click();
    await expect(page.getByText(words['popup.by.lease'])).toBeVisible();
    await look({ name: 'popup-allowed' });

    // What the popup opens with while the backend is asked, and after the end.
    await change('session', 'overview', 'overview.network.observations[0].until = Date.now() - 1');
    await popup.openUnanswered();
    await expect(page.getByText(words['popup.ended'])).toBeVisible();
    await look({ name: 'popup-ended' });
    await change('session', 'overview', "overview.failure = { kind: 'policy_full', requestId: 'r-1' }");
    await popup.openUnanswered();
    await expect(button('action.copyDetails')).toBeVisible();
    await look({ name: 'popup-allowing-failed' });

    world.gateway.fault = 'throttled';
    await popup.open();
    await expect(page.getByText(words['problem.unreadable'])).toBeVisible();
    await look({ name: 'popup-problem' });
    world.gateway.fault = undefined;

    await change(
      'local',
      'settings',
      "settings.connections.push({ ...settings.connections[0], id: 'two', name: 'Payments, production', accountId: '210987654321', key: '' })",
    );
    await popup.open();
    await expect(page.locator('#connection')).toBeVisible();
    await look({ name: 'popup-two-connections' });
    const fresh = JSON.stringify({ settings: { version: 2, connections: [] }, language: code });
    await page.evaluate(`chrome.storage.session.clear().then(() => chrome.storage.local.set(${fresh}))`);
    await popup.open();
    await expect(page.getByText(words['popup.setup.title'])).toBeVisible();
    await look({ name: 'popup-first-run' });
    await page.setViewportSize(DESK);
  });
}

/** The words of a drawing's title. */
function headingOf({ announced: [header] }: Drawing): string {
  const title = Array.isArray(header) ? header.at(-1) : undefined;
  return Array.isArray(title) ? String(title.at(-1)) : '';
}
