import { afterEach } from 'vitest';
import { LOCALES } from '../../../extension/locales/all.ts';
import { OFFICE } from '../../sandbox/network/visitor.ts';
import { serveThreeAccounts, type ThreeAccounts } from '../flows/three-accounts.ts';
import type { FirefoxTab } from './firefox-tab.ts';
import { expect, test } from './fixtures.ts';

let accounts: ThreeAccounts | undefined;

afterEach(() => accounts?.close());

/** Fills in the gaps of a text. */
function say(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

async function speak(tab: FirefoxTab, language: string): Promise<void> {
  await tab.openOwn('options');
  await tab.api(`browser.storage.local.set({ language: '${language}' })`);
}

/** Moves the keyboard focus to one of the prompt's buttons and presses Enter. */
async function enter(tab: FirefoxTab, action: string): Promise<void> {
  const isFocused = `document.querySelector('genkan-prompt').shadowRoot.activeElement?.matches('[data-action=${action}]:focus-visible') === true`;
  await expect
    .poll(async () => {
      await tab.page.keyboard.press('Tab');
      return tab.page.evaluate(isFocused);
    })
    .toBe(true);
  await tab.page.keyboard.press('Enter');
}

for (const code of ['en', 'ja'] as const) {
  const words = LOCALES[code];
  const retry = say(words['action.retryFor'], { accounts: 'Staging' });
  const reason = say(words['accounts.problem'], { accounts: 'Staging', problem: words['problem.busy'] });

  test(`${code}: the prompt names the account that failed, and tries it alone again by keyboard`, async ({
    world,
    tab,
  }) => {
    accounts = serveThreeAccounts(world);
    const { backend, staging } = accounts;
    await speak(tab, code);
    staging.grantFault = 'busy';
    await tab.open('/s3/buckets');
    await tab.prompted(words['prompt.asking.accounts']);
    await tab.press(words['action.allow']);
    await tab.prompted(say(words['prompt.partly.text'], { allowed: 2, total: 3 }));
    await tab.prompted(reason);
    world.visitor.awsAddress = OFFICE;
    staging.grantFault = undefined;
    await enter(tab, 'retry');
    await expect
      .poll(() => backend.grants)
      .toEqual([{}, {}, { targets: ['staging'] }, { targets: ['staging'] }]);
    await tab.press(words['action.reload']);
    await tab.see('team-website');
  });

  test(`${code}: the popup lists the accounts, and tries the one that failed alone again`, async ({
    world,
    tab,
  }) => {
    accounts = serveThreeAccounts(world);
    const { backend, staging } = accounts;
    await speak(tab, code);
    staging.grantFault = 'busy';
    await tab.openOwn('popup');
    await tab.see(words['popup.denied']);
    for (const name of ['Production', 'Staging', 'Development']) await tab.see(name);
    await (await tab.find('button[type=submit]')).click();
    await tab.see(say(words['popup.partly'], { allowed: 2, total: 3 }));
    await tab.see(reason);
    staging.grantFault = undefined;
    await tab.press(retry);
    await tab.see(words['popup.allowed']);
    expect(backend.grants.slice(2)).toEqual([{ targets: ['staging'] }, { targets: ['staging'] }]);
  });
}

test('a page whose own account failed says so first, and a page load tries nothing again', async ({
  world,
  tab,
}) => {
  accounts = serveThreeAccounts(world);
  const { backend, production } = accounts;
  production.grantFault = 'aws_unavailable';
  await tab.open('/s3/buckets');
  await tab.prompted('Allow this network');
  await tab.press('Allow this network');
  await tab.prompted('This network could not be allowed in Production');
  await tab.open('/s3/buckets');
  await tab.prompted('This network could not be allowed in Production');
  expect(backend.grants).toEqual([{}, {}]);
  production.grantFault = undefined;
  await tab.press('Try again: Production');
  await tab.prompted('This network is allowed');
});
