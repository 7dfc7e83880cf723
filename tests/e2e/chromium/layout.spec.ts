import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { encodeSetupCode } from '@genkan/shared/codes/setup-code';
import type { Page } from '@playwright/test';
import type { Language } from '../../../extension/lib/i18n/translator.ts';
import type { Drawing } from '../../../extension/lib/prompt/drawing.ts';
import { LOCALES } from '../../../extension/locales/all.ts';
import { DUAL_STACK_ENDPOINT } from '../../sandbox/network/hosts.ts';
import { HOME, HOME_IPV6 } from '../../sandbox/network/visitor.ts';
import { promptStates } from '../flows/prompt-states.ts';
import { expectAccessible, expectContrast } from '../pages/expect-accessible.ts';
import { expectUnclipped } from '../pages/expect-unclipped.ts';
import { expect, test } from './fixtures.ts';

const PROMPT = 'genkan-prompt';
const SCREENSHOTS = fileURLToPath(new URL('../../../test-results/looks/', import.meta.url));

/** Takes a picture of each state in both colour schemes, in more languages: `GENKAN_PICTURES=1`. */
const WANTS_PICTURES = process.env['GENKAN_PICTURES'] === '1';

/**
 * axe reads what does not depend on the language, so it reads English; Japanese is for the pictures. The pseudo-locale holds
 * the widest text of all languages for each key: what is not cut off there is not cut off in any of them.
 */
const CODES: readonly Language[] = [
  'en',
  'ja',
  ...(WANTS_PICTURES ? (['de', 'ko', 'zh-CN'] as const) : []),
  'en-XA',
];

const DESK = { width: 1280, height: 800 };
const NARROW = { width: 320, height: 640 };
/** The popup's own style gives it 340 pixels; where it is higher than 600, the browser adds the width of a scrollbar. */
const POPUP = { width: 356, height: 600 };

/** One test walks through every state: longer than the others, in milliseconds. */
const WALK_TIMEOUT = 90_000;

test.beforeAll(() => mkdir(SCREENSHOTS, { recursive: true }));

async function takePicture(page: Page, name: string, part?: string): Promise<void> {
  const path = `${SCREENSHOTS}${name}.png`;
  await (part === undefined
    ? page.screenshot({ path, fullPage: true })
    : page.locator(part).screenshot({ path }));
}

/** Looks at the state in which one of the extension's own pages is, in the sizes it can have: first the narrowest. */
function createLook(page: Page, code: Language, sizes: readonly { width: number; height: number }[]) {
  return async (name: string): Promise<void> => {
    for (const size of sizes) {
      if (sizes.length > 1) await page.setViewportSize(size);
      await expectUnclipped(page);
    }
    if (code === 'en') await expectAccessible(page);
    if (WANTS_PICTURES) await takePicture(page, `${code}-light-${name}`);
    if (code !== 'en' && !WANTS_PICTURES) return;
    await page.emulateMedia({ colorScheme: 'dark' });
    if (code === 'en') await expectContrast(page);
    if (WANTS_PICTURES) await takePicture(page, `${code}-dark-${name}`);
    await page.emulateMedia({ colorScheme: 'light' });
  };
}

for (const code of CODES) {
  const words = LOCALES[code];

  test(`${code}: the prompt can be read in every state`, async ({ context, aws }) => {
    test.setTimeout(WALK_TIMEOUT);
    const { page } = aws;
    await aws.open('/s3/buckets');
    await expect(aws.prompt.allow).toBeVisible();
    // axe reads a whole page to look at a part of it: only the prompt is wanted here.
    await page.evaluate(() => {
      for (const part of [...document.body.children]) if (part.localName !== 'genkan-prompt') part.remove();
    });
    const [worker] = context.serviceWorkers();
    const states = promptStates(code);
    const walk = async (
      chosen: typeof states,
      look: (name: string, drawing: Drawing) => Promise<void>,
    ): Promise<void> => {
      for (const [name, drawing] of chosen) {
        await worker?.evaluate(
          `chrome.tabs.query({ active: true }).then(([tab]) => chrome.tabs.sendMessage(tab.id, { show: ${JSON.stringify(drawing)} }, { frameId: 0 }))`,
        );
        await expect(aws.prompt.element.getByRole('status')).toContainText(headingOf(drawing));
        await look(name, drawing);
      }
    };

    // Each size and colour scheme is set once, not once for every state.
    await page.setViewportSize(NARROW);
    await walk(states, () => expectUnclipped(page, PROMPT));
    await page.setViewportSize(DESK);
    await walk(states, async (name) => {
      await expectUnclipped(page, PROMPT);
      if (code === 'en') await expectAccessible(page, PROMPT);
      if (WANTS_PICTURES) await takePicture(page, `${code}-light-prompt-${name}`, PROMPT);
    });
    await page.emulateMedia({ colorScheme: 'dark' });
    if (WANTS_PICTURES)
      await walk(states, (name) => takePicture(page, `${code}-dark-prompt-${name}`, PROMPT));
    // The colours depend on the state alone, so one drawing of each state shows them.
    const ofEachState = new Map(states.map((named) => [named[1].state, named]));
    if (code === 'en') await walk([...ofEachState.values()], () => expectContrast(page, PROMPT));
    await page.emulateMedia({ colorScheme: 'light' });
  });

  test(`${code}: the options can be read in every state`, async ({ options, setupCode }) => {
    test.setTimeout(WALK_TIMEOUT);
    const { page } = options;
    const look = createLook(page, code, [NARROW, DESK]);
    const button = (key: keyof typeof words) => page.getByRole('button', { name: words[key], exact: true });
    await options.open();
    await page.evaluate(
      `chrome.storage.local.clear().then(() => chrome.storage.local.set({ language: '${code}' }))`,
    );
    await expect(page.getByText(words['options.connections.none'])).toBeVisible();
    await look('options-first-run');

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
    await look('options');
  });

  test(`${code}: the popup can be read in every state`, async ({ world, popup, options }) => {
    test.setTimeout(WALK_TIMEOUT);
    const { page } = popup;
    const look = createLook(page, code, [POPUP]);
    const button = (key: keyof typeof words) => page.getByRole('button', { name: words[key], exact: true });
    const change = (area: 'local' | 'session', key: string, how: string) =>
      page.evaluate(
        `chrome.storage.${area}.get('${key}').then(({ ${key} }) => { ${how}; return chrome.storage.${area}.set({ ${key} }); })`,
      );
    await options.open();
    await options.speak(code);
    await page.setViewportSize(POPUP);
    await popup.open();
    await expect(page.getByText(words['popup.denied'], { exact: true })).toBeVisible();
    await look('popup-denied');

    world.visitor.ipv6 = HOME_IPV6;
    world.visitor.ipv4 = '123.123.123.123';
    await button('popup.refresh').click();
    await expect(page.getByText(words['popup.family.denied'])).toBeVisible();
    await page.getByText(words['popup.more']).click();
    await look('popup-one-denied');
    await page.locator('button[type=submit]').click();
    await expect(button('popup.end')).toBeVisible();
    await look('popup-both-allowed');

    world.visitor.ipv6 = undefined;
    world.visitor.ipv4 = '198.51.100.23';
    await button('popup.refresh').click();
    await expect(page.getByText(words['popup.others'])).toBeVisible();
    await look('popup-others');
    await page.locator('button[type=submit]').click();
    await expect(page.getByText(words['popup.by.lease'])).toBeVisible();
    await look('popup-allowed');

    // What the popup opens with while the backend is asked, and after the end.
    await change('session', 'overview', 'overview.network.observations[0].until = Date.now() - 1');
    await popup.openUnanswered();
    await expect(page.getByText(words['popup.ended'])).toBeVisible();
    await expect(button('popup.end')).toBeHidden();
    await look('popup-ended');
    await change('session', 'overview', "overview.failure = { kind: 'policy_full', requestId: 'r-1' }");
    await popup.openUnanswered();
    await expect(button('action.copyDetails')).toBeVisible();
    await look('popup-allowing-failed');

    world.gateway.fault = 'throttled';
    await popup.open();
    await expect(page.getByText(words['problem.unreadable'])).toBeVisible();
    await look('popup-problem');
    world.gateway.fault = undefined;

    await change(
      'local',
      'settings',
      "settings.connections.push({ ...settings.connections[0], id: 'two', name: 'Payments, production', accountId: '210987654321', key: '' })",
    );
    await popup.open();
    await expect(page.locator('#connection')).toBeVisible();
    await look('popup-two-connections');
    const fresh = JSON.stringify({ settings: { version: 2, connections: [] }, language: code });
    await page.evaluate(`chrome.storage.session.clear().then(() => chrome.storage.local.set(${fresh}))`);
    await popup.open();
    await expect(page.getByText(words['popup.setup.title'])).toBeVisible();
    await look('popup-first-run');
    await page.setViewportSize(DESK);
  });
}

/** The words of a drawing's title. */
function headingOf({ announced: [header] }: Drawing): string {
  const title = Array.isArray(header) ? header.at(-1) : undefined;
  return Array.isArray(title) ? String(title.at(-1)) : '';
}
