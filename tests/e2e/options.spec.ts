import { readFile, writeFile } from 'node:fs/promises';
import { parseSetupCode } from '@genkan/shared/setup-code';
import { stopServiceWorker } from '../pages/stopServiceWorker.ts';
import { IPV4_ENDPOINT } from '../sandbox/network/hosts.ts';
import { expect, test } from './fixtures.ts';

function keyOf(setupCode: string): string {
  const code = parseSetupCode(setupCode);
  if (!code.ok) throw new Error(code.reason);
  return code.value.key;
}

test('a setup code that is not whole is refused with what to do', async ({ options, setupCode }) => {
  await options.open();
  await options.setupCode.fill(setupCode.slice(0, -4));
  await options.connectButton.click();
  await expect(options.page.getByText('This is not a complete setup code')).toBeVisible();
  await expect(options.setupCode).toHaveAttribute('aria-invalid', 'true');
});

test('endpoint and key by hand do as well, and a second account can be chosen', async ({
  options,
  popup,
  setupCode,
}) => {
  await options.open();
  await options.page.getByText('Enter endpoint and key instead').click();
  await options.page.getByLabel('Endpoint').fill(IPV4_ENDPOINT);
  await options.page.getByLabel('Key', { exact: true }).fill(keyOf(setupCode));
  await options.page.getByLabel('Name (optional)').fill('Staging');
  await options.connectButton.click();
  await expect(options.page.getByText('Connected as Hanako')).toBeVisible();
  const staging = options.page.getByRole('listitem', { name: 'Staging' });
  await expect(staging.getByText('In use')).toBeVisible();

  await popup.open();
  const choice = popup.page.getByLabel('Connection');
  await expect(choice.locator('option')).toHaveCount(2);
  await choice.selectOption('123456789012');
  await expect(popup.allow).toBeVisible();
  await options.open();
  await expect(staging.getByText('In use')).toBeHidden();
});

test('test connection says who, where and whether the network is allowed', async ({ world, options }) => {
  await options.open();
  await options.page.getByRole('button', { name: 'Test connection' }).click();
  await expect(options.page.getByText(/Works\. You are Hanako; account 123456789012\./)).toContainText(
    'is not allowed yet',
  );
  world.gateway.fault = 'captive-portal';
  await options.page.getByRole('button', { name: 'Test connection' }).click();
  await expect(options.page.getByText('Something other than Genkan answered')).toBeVisible();
});

test('a connection to a server that is down is kept and says what is wrong', async ({
  world,
  options,
  setupCode,
}) => {
  world.gateway.fault = 'unreachable';
  await options.open();
  await options.setupCode.fill(setupCode);
  await options.connectButton.click();
  await expect(options.page.getByText('Saved, but the test failed')).toBeVisible();
});

test('keys are masked on the page and left out of the export', async ({ options, setupCode }, testInfo) => {
  const key = keyOf(setupCode);
  await options.open();
  expect(await options.page.content()).not.toContain(key);
  await expect(options.page.getByText('genkan_hanako.••••••••')).toBeVisible();

  const download = options.page.waitForEvent('download');
  await options.page.getByRole('button', { name: 'Export' }).click();
  const file = testInfo.outputPath('genkan.json');
  await (await download).saveAs(file);
  const exported = await readFile(file, 'utf8');
  expect(exported).not.toContain(key);
  expect(exported).toContain('execute-api');

  await options.page.getByRole('button', { name: 'Remove' }).click();
  await options.page.getByRole('alert').getByRole('button', { name: 'Remove' }).click();
  await expect(options.page.getByText('No connections yet.')).toBeVisible();
  await options.page.locator('input[type=file]').setInputFiles(file);
  await expect(options.page.getByText('A key is still missing.')).toBeVisible();

  const foreign = testInfo.outputPath('foreign.json');
  await writeFile(foreign, '{"not":"ours"}');
  await options.page.locator('input[type=file]').setInputFiles(foreign);
  await expect(options.page.getByText('This file is not a Genkan export')).toBeVisible();
  // The browser must not remember the file, or choosing it again once it is mended does nothing.
  await expect(options.page.locator('input[type=file]')).toHaveValue('');
});

test('a removal can be thought better of, and whoever works by keyboard keeps their place', async ({
  options,
}) => {
  const { page } = options;
  await options.open();
  const remove = page.getByRole('listitem').getByRole('button', { name: 'Remove', expanded: false });
  await remove.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('You will need its setup code to add it again.');
  await expect(page.getByRole('button', { name: 'Remove', expanded: true })).toBeFocused();
  await page.getByRole('button', { name: 'Keep' }).focus();
  await page.keyboard.press('Enter');
  await expect(remove).toBeFocused();
  await expect(page.getByText('genkan_hanako.••••••••')).toBeVisible();
});

test('who chose so is let in without being asked', async ({ world, options, aws }) => {
  await options.open();
  await options.page.getByLabel('Allow automatically').check();
  await options.kept('"prompt":"automatic"');
  await aws.open('/s3/buckets');
  await expect(aws.prompt.element).toContainText('This network is allowed');
  expect((await world.livePolicy()).document).toContain('203.0.113.7/32');
});

test.describe('just after the browser has started', () => {
  test.use({ fresh: true });

  test('a choice holds, however soon the page is left', async ({ options }) => {
    const automatic = options.page.getByLabel('Allow automatically');
    await expect(automatic).toBeVisible();
    await options.page.evaluate(() => {
      document.getElementById('prompt-automatic')?.click();
      location.href = 'about:blank';
    });
    await options.page.waitForURL('about:blank');
    await options.open();
    await expect(automatic).toBeChecked();
  });
});

test('a choice holds although nothing of the extension is awake', async ({ context, options }) => {
  await options.open();
  const language = options.page.locator('#language');
  await expect(language).toHaveValue('auto');
  await stopServiceWorker(context);
  await options.page.evaluate(() => {
    const select = document.querySelector<HTMLSelectElement>('#language');
    if (!select) return;
    select.value = 'ja';
    select.dispatchEvent(new Event('change', { bubbles: true }));
    location.href = 'about:blank';
  });
  await options.page.waitForURL('about:blank');
  await options.open();
  await expect(language).toHaveValue('ja');
});

test('settings that cannot be read start afresh and say so', async ({ options }) => {
  await options.open();
  await options.page.evaluate(
    'chrome.storage.local.set({ settings: { version: 1, connections: "broken" } })',
  );
  await options.open();
  await expect(options.page.getByRole('alert')).toContainText('start afresh');
  await expect(options.setupCode).toBeVisible();
});

test('the key is stored on this computer alone, never synced', async ({ options, setupCode }) => {
  await options.open();
  const synced = await options.page.evaluate<string>(
    'chrome.storage.sync ? chrome.storage.sync.get().then(JSON.stringify) : "{}"',
  );
  expect(synced).toBe('{}');
  const local = await options.page.evaluate<string>('chrome.storage.local.get().then(JSON.stringify)');
  expect(local).toContain(keyOf(setupCode));
});
