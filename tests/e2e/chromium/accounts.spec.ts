import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Locator, Page } from '@playwright/test';
import type { Language } from '../../../extension/lib/i18n/translator.ts';
import { LOCALES } from '../../../extension/locales/all.ts';
import { OFFICE } from '../../sandbox/network/visitor.ts';
import { accountPromptStates } from '../flows/account-prompt-states.ts';
import { serveThreeAccounts, type ThreeAccounts } from '../flows/three-accounts.ts';
import { expectAccessible, expectContrast } from '../pages/expect-accessible.ts';
import { expectUnclipped } from '../pages/expect-unclipped.ts';
import { test as base, expect } from './fixtures.ts';

const SCREENSHOTS = fileURLToPath(new URL('../../../test-results/looks/', import.meta.url));
const WANTS_PICTURES = process.env['GENKAN_PICTURES'] === '1';

const PROMPT = 'genkan-prompt';
const DESK = { width: 1280, height: 800 };
const NARROW = { width: 320, height: 640 };
const POPUP = { width: 356, height: 600 };

/** The pseudo-locale holds the widest text of all languages for each key. */
const CODES: readonly Language[] = ['en', 'ja', 'en-XA'];

/** More presses of the Tab key than any page has places for the focus. */
const MAX_TABS = 40;

const test = base.extend<{ accounts: ThreeAccounts }>({
  accounts: [
    async ({ world }, use) => {
      const accounts = serveThreeAccounts(world);
      await use(accounts);
      accounts.close();
    },
    { auto: true },
  ],
});

test.beforeAll(() => mkdir(SCREENSHOTS, { recursive: true }));

/** Fills in the gaps of a text. */
function say(text: string, values: Readonly<Record<string, string | number>> = {}): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** Moves the keyboard focus to a control, as a person does, and presses Enter. */
async function enter(page: Page, control: Locator): Promise<void> {
  await expect(control).toBeVisible();
  for (let pressed = 0; pressed < MAX_TABS; pressed += 1) {
    if (await control.evaluate((element) => element.matches(':focus-visible'))) break;
    await page.keyboard.press('Tab');
  }
  await expect(control).toBeFocused();
  await page.keyboard.press('Enter');
}

/** Looks at a page or at the prompt: nothing is clipped, axe finds nothing, in both colour schemes. */
async function look(page: Page, code: Language, name: string, part?: string): Promise<void> {
  await expectUnclipped(page, part);
  if (code === 'en') await expectAccessible(page, part);
  for (const colorScheme of ['dark', 'light'] as const) {
    if (code !== 'en' && !WANTS_PICTURES) return;
    await page.emulateMedia({ colorScheme });
    if (code === 'en' && colorScheme === 'dark') await expectContrast(page, part);
    const path = `${SCREENSHOTS}${code}-${colorScheme}-${name}.png`;
    if (WANTS_PICTURES)
      await (part === undefined
        ? page.screenshot({ path, fullPage: true })
        : page.locator(part).screenshot({ path }));
  }
}

for (const code of CODES) {
  const words = LOCALES[code];
  const retry = say(words['action.retryFor'], { accounts: 'Staging' });
  const unavailable = words['problem.aws_unavailable'];
  const partly = say(words['popup.partly'], { allowed: 2, total: 3 });

  test(`${code}: the popup lists the accounts, names the one that failed, and tries it alone again`, async ({
    accounts,
    popup,
    options,
  }) => {
    const { backend, staging, development } = accounts;
    const { page } = popup;
    const list = page.getByRole('region', { name: words['popup.accounts'] });
    await options.open();
    await options.speak(code);
    await page.setViewportSize(POPUP);
    await popup.open();
    await expect(page.getByRole('heading', { name: words['popup.denied'] })).toBeVisible();
    await expect(list.getByRole('listitem')).toHaveCount(3);
    await look(page, code, 'accounts-denied');

    staging.grantFault = 'aws_unavailable';
    await enter(page, page.locator('button[type=submit]'));
    await expect(page.getByRole('heading', { name: partly })).toBeVisible();
    const reason = say(words['accounts.problem'], { accounts: 'Staging', problem: unavailable });
    await expect(page.getByRole('alert')).toContainText(reason);
    await expect(list.getByRole('listitem').nth(1)).toContainText(words['popup.account.denied']);
    await look(page, code, 'accounts-partly');
    expect(backend.grants).toEqual([{}, {}]);

    staging.grantFault = undefined;
    await enter(page, page.getByRole('button', { name: retry }));
    await expect(page.getByRole('heading', { name: words['popup.allowed'] })).toBeVisible();
    expect(backend.grants.slice(2)).toEqual([{ targets: ['staging'] }, { targets: ['staging'] }]);
    await look(page, code, 'accounts-allowed');

    development.endFault = 'aws_unavailable';
    await enter(page, page.getByRole('button', { name: words['popup.end'] }));
    const notEnded = say(words['popup.notEnded'], { accounts: 'Development', problem: unavailable });
    await expect(page.getByRole('alert')).toContainText(notEnded);
    await look(page, code, 'accounts-not-ended');

    staging.unknown = 'aws_unavailable';
    development.isBlocked = true;
    await page.getByRole('button', { name: words['popup.refresh'] }).click();
    await expect(list.getByRole('listitem').nth(1)).toContainText(words['popup.account.unknown']);
    await look(page, code, 'accounts-unknown');
    // One button for one account, where a grant can change something.
    const one = say(words['action.allowFor'], { account: 'Production' });
    await expect(list.getByRole('button')).toHaveCount(1);
    await list.getByRole('button', { name: one }).click();
    await expect(list.getByRole('button')).toHaveCount(0);
    expect(backend.grants.at(-1)).toEqual({ targets: ['production'] });
  });

  // What follows depends on the width of the words alone.
  if (code === 'ja' && !WANTS_PICTURES) continue;
  test(`${code}: the options name every account of a connection`, async ({
    accounts,
    options,
    setupCode,
  }) => {
    const { page } = options;
    const names = 'Production, Staging, Development';
    await options.open();
    await options.speak(code);
    await page.getByRole('button', { name: words['options.connection.test'] }).click();
    await expect(page.getByRole('status').filter({ hasText: names })).toBeVisible();
    for (const account of ['Production (123456789012)', 'Staging (210987654321)'])
      await expect(page.getByText(say(words['options.connection.account'], { account }))).toBeVisible();
    // The same code again: a new key of the connection, then the click that allows the network.
    accounts.staging.grantFault = 'busy';
    await page.getByText(words['options.add.title']).click();
    await page.locator('#code').fill(setupCode);
    await page.getByRole('button', { name: words['options.connect'], exact: true }).click();
    await page.getByRole('button', { name: words['action.allow'], exact: true }).click();
    await expect(page.getByText(say(words['popup.partly'], { allowed: 2, total: 3 }))).toBeVisible();
    await page.setViewportSize(NARROW);
    await look(page, code, 'options-accounts');
    await page.setViewportSize(DESK);
  });

  test(`${code}: the prompt of several accounts can be read in every state`, async ({ context, aws }) => {
    const { page } = aws;
    await aws.open('/s3/buckets');
    await expect(aws.prompt.allow).toBeVisible();
    const [worker] = context.serviceWorkers();
    for (const [name, drawing] of accountPromptStates(code)) {
      await worker?.evaluate(
        `chrome.tabs.query({ active: true }).then(([tab]) => chrome.tabs.sendMessage(tab.id, { show: ${JSON.stringify(drawing)} }, { frameId: 0 }))`,
      );
      await expect(aws.prompt.element).toHaveAttribute('data-state', drawing.state);
      await page.setViewportSize(NARROW);
      await expectUnclipped(page, PROMPT);
      await page.setViewportSize(DESK);
      await look(page, code, `prompt-accounts-${name}`, PROMPT);
    }
  });
}

for (const code of ['en', 'ja'] as const) {
  const words = LOCALES[code];

  test(`${code}: a page whose account was reached recovers, and the prompt tries the failed one alone again`, async ({
    accounts,
    world,
    aws,
    options,
  }) => {
    const { page, prompt } = aws;
    const { backend, staging } = accounts;
    const button = (name: string) => prompt.element.getByRole('button', { name, exact: true });
    await options.open();
    await options.speak(code);
    staging.grantFault = 'busy';
    await aws.open('/s3/buckets');
    await expect(prompt.element).toContainText('Production');
    await expect(prompt.element).toContainText(words['prompt.asking.accounts']);
    await enter(page, button(words['action.allow']));
    await expect(prompt.element).toContainText(words['prompt.propagating.title']);
    await expect(prompt.element).toContainText(say(words['prompt.partly.text'], { allowed: 2, total: 3 }));
    await expect(prompt.element).toContainText(
      say(words['accounts.problem'], { accounts: 'Staging', problem: words['problem.busy'] }),
    );
    expect(backend.grants).toEqual([{}, {}]);

    world.visitor.awsAddress = OFFICE;
    staging.grantFault = undefined;
    await enter(page, button(say(words['action.retryFor'], { accounts: 'Staging' })));
    await expect(button(say(words['action.retryFor'], { accounts: 'Staging' }))).toHaveCount(0);
    await expect
      .poll(() => backend.grants.slice(2))
      .toEqual([{ targets: ['staging'] }, { targets: ['staging'] }]);
    await expect(prompt.element).not.toContainText('Staging');
    await button(words['action.reload']).click();
    await expect(aws.buckets).toBeVisible();
    await expect(prompt.element).toHaveCount(0);
  });
}

test('a page whose own account failed says so first, and asks for nothing else', async ({
  accounts,
  world,
  aws,
}) => {
  const words = LOCALES.en;
  const { page, prompt } = aws;
  const { backend, production } = accounts;
  production.grantFault = 'aws_unavailable';
  await aws.open('/s3/buckets');
  await enter(page, prompt.element.getByRole('button', { name: words['action.allow'], exact: true }));
  const title = say(words['prompt.partly.title'], { account: 'Production' });
  await expect(prompt.element.getByRole('heading', { name: title })).toBeVisible();
  await expect(prompt.element).toContainText(words['problem.aws_unavailable']);
  // A page load asks for nothing by itself, and the prompt stays about what failed.
  await page.reload();
  await expect(prompt.element.getByRole('heading', { name: title })).toBeVisible();
  expect(backend.grants).toEqual([{}, {}]);

  production.grantFault = undefined;
  const retry = say(words['action.retryFor'], { accounts: 'Production' });
  await enter(page, prompt.element.getByRole('button', { name: retry }));
  await expect(prompt.element).toContainText(words['prompt.propagating.title']);
  expect(backend.grants.slice(2)).toEqual([{ targets: ['production'] }, { targets: ['production'] }]);
  world.visitor.awsAddress = OFFICE;
  await prompt.element.getByRole('button', { name: words['action.reload'] }).click();
  await expect(aws.buckets).toBeVisible();
});
