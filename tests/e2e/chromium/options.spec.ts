import { readFile, writeFile } from 'node:fs/promises';
import { encodeSetupCode, parseSetupCode } from '@genkan/shared/codes/setup-code';
import { DUAL_STACK_ENDPOINT, IPV4_ENDPOINT } from '../../sandbox/network/hosts.ts';
import { contentScriptWorld } from '../pages/content-script-world.ts';
import { stopServiceWorker } from '../pages/stop-service-worker.ts';
import { expect, test } from './fixtures.ts';

function keyOf(setupCode: string): string {
  const code = parseSetupCode(setupCode);
  if (!code.ok) throw new Error(code.reason);
  return code.value.key;
}

test('a setup code that is refused is told apart, and what people paste is read', async ({
  options,
  setupCode,
}) => {
  await options.open();
  await options.unfoldForm();
  const error = options.page.locator('#code-error');
  for (const [text, says] of [
    [setupCode.slice(0, -4), 'This is not a complete setup code'],
    [setupCode.replace('1_', '2_'), 'for another version of Genkan'],
    [keyOf(setupCode), 'This is a key alone'],
    [IPV4_ENDPOINT, 'This is an endpoint alone'],
  ] as const) {
    await options.setupCode.fill(text);
    await options.connectButton.click();
    await expect(error).toContainText(says);
    await expect(options.setupCode).toHaveAttribute('aria-invalid', 'true');
  }
  await options.setupCode.fill(`セットアップコード：「${setupCode.replace(/.{40}/g, '$&\n> ')}」。`);
  await expect(
    options.page.getByText(`This code leads to ${new URL(DUAL_STACK_ENDPOINT).host} as hanako.`),
  ).toContainText('Replaces the key of 123456789012.');
});

test('a wrong key or an unreachable server destroys no connection that works', async ({
  world,
  options,
  setupCode,
}) => {
  const { page } = options;
  await options.open();
  const production = page.getByRole('listitem', { name: 'Production' });
  await page.getByRole('button', { name: 'Rename' }).click();
  await page.getByLabel('New name').fill('Production');
  await page.keyboard.press('Enter');
  await expect(production).toBeVisible();
  await expect(page.getByRole('button', { name: 'Rename' })).toBeFocused();

  const wrong = encodeSetupCode({ endpoint: DUAL_STACK_ENDPOINT, key: `genkan_hanako.${'A'.repeat(43)}` });
  await options.unfoldForm();
  await options.setupCode.fill(wrong);
  await options.connectButton.click();
  await expect(page.getByText('Nothing was saved.')).toContainText('does not know this key');
  await expect(page.getByRole('button', { name: 'Save anyway' })).toHaveCount(0);
  await expect(options.setupCode).toHaveValue(wrong);
  // A page that is loaded again has lost nothing either.
  await page.reload();
  await expect(options.setupCode).toHaveValue(wrong);

  await production.getByRole('button', { name: 'Replace key' }).click();
  await production.getByLabel('Key for Production').fill(wrong);
  await production.getByRole('button', { name: 'Save key' }).click();
  await expect(production.getByText('Nothing was saved.')).toBeVisible();
  await production.getByRole('button', { name: 'Test connection' }).click();
  await expect(production).toContainText('You are Hanako');

  world.gateway.fault = 'unreachable';
  const elsewhere = encodeSetupCode({
    endpoint: IPV4_ENDPOINT,
    key: keyOf(setupCode).replace('hanako', 'taro'),
  });
  await options.setupCode.fill(elsewhere);
  await options.connectButton.click();
  await expect(page.getByText('Nothing was saved.').last()).toContainText('cannot be reached');
  await expect(page.getByRole('listitem')).toHaveCount(1);
  await page.getByRole('button', { name: 'Save anyway' }).click();
  await expect(page.getByText('is saved, but could not be tried')).toBeVisible();
  await expect(page.getByRole('listitem')).toHaveCount(2);
  await expect(production).toBeVisible();
});

test('a page that is left while connecting loses nothing', async ({ world, options, setupCode }) => {
  await options.open();
  await options.page.evaluate('chrome.storage.local.clear()');
  await expect(options.page.getByText('No connections yet.')).toBeVisible();
  world.gateway.delayMs = 1_000;
  await options.setupCode.fill(setupCode);
  const sent = world.gateway.requests.length;
  await options.connectButton.click();
  await expect.poll(() => world.gateway.requests.length).toBeGreaterThan(sent);
  await options.page.goto('about:blank');
  await options.open();
  await expect(options.page.getByText('Account 123456789012')).toBeVisible();
});

test('a setup code for an account that another deployment has gets a warning', async ({
  options,
  setupCode,
}) => {
  const { page } = options;
  await options.open();
  // As if the connection that is there led to another deployment.
  await page.evaluate(
    "chrome.storage.local.get('settings').then(({ settings }) => { const [one] = settings.connections; Object.assign(one, { endpoint: 'https://genkan.example.com', endpoints: [], offered: [], name: 'Team' }); return chrome.storage.local.set({ settings }); })",
  );
  await expect(page.getByRole('listitem', { name: 'Team' })).toContainText('genkan.example.com');
  await options.unfoldForm();
  await options.setupCode.fill(setupCode);
  await options.connectButton.click();
  await expect(
    page.getByText('Your connection Team (genkan.example.com) manages that account'),
  ).toBeVisible();
  await expect(page.getByRole('listitem')).toHaveCount(1);
  await page.getByRole('button', { name: 'Add it all the same' }).click();
  await expect(page.getByRole('listitem')).toHaveCount(2);
  await expect(page.getByText('leads to the same account at another deployment')).toHaveCount(2);
});

test('a key goes to another endpoint of the deployment only once it is confirmed', async ({
  world,
  options,
  setupCode,
}) => {
  const { page } = options;
  await options.open();
  await page.evaluate('chrome.storage.local.clear()');
  await expect(page.getByText('No connections yet.')).toBeVisible();
  world.gateway.requests.length = 0;
  await options.setupCode.fill(setupCode);
  await options.connectButton.click();
  const { host } = new URL(IPV4_ENDPOINT);
  await expect(page.getByText(`This deployment can also be reached at ${host}`)).toBeVisible();
  const asked = () => world.gateway.requests.filter((request) => request === 'GET /v1/me').length;
  expect(asked()).toBe(1);
  // The next step is offered where the person is.
  await page.getByRole('button', { name: 'Allow this network' }).click();
  await expect(page.getByText('This network is allowed')).toBeVisible();
  world.gateway.requests.length = 0;
  await page.getByRole('button', { name: 'Use this endpoint too' }).click();
  await page.getByRole('button', { name: 'Test connection' }).click();
  await expect(page.getByText('Works. You are Hanako')).toBeVisible();
  expect(asked()).toBe(2);
});

test('endpoint and key by hand do as well, and a second account can be chosen', async ({
  options,
  popup,
  setupCode,
}) => {
  await options.open();
  await options.unfoldForm();
  await options.page.getByText('Enter endpoint and key instead').click();
  await options.page.getByLabel('Endpoint').fill(`${IPV4_ENDPOINT}/v1/me`);
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
  await expect(options.page.getByText('Something other than Genkan responded')).toBeVisible();
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

test('a removal can be called off, and the keyboard focus keeps its place', async ({ options }) => {
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

test('settings that cannot be read start afresh and say so, in words for people', async ({ options }) => {
  await options.open();
  await options.page.evaluate(
    'chrome.storage.local.set({ settings: { version: 1, connections: "broken" } })',
  );
  await options.open();
  await expect(options.page.getByRole('alert')).toContainText('start afresh');
  await expect(options.page.getByRole('alert')).not.toContainText('Invalid');
  await expect(options.setupCode).toBeVisible();
});

test('one connection that cannot be read leaves the others alone', async ({ options }) => {
  await options.open();
  await options.page.evaluate(
    "chrome.storage.local.get('settings').then(({ settings }) => { settings.connections.push({ id: 5 }); return chrome.storage.local.set({ settings }); })",
  );
  await expect(options.page.getByRole('alert')).toContainText('cannot be read: 1');
  await expect(options.page.getByText('genkan_hanako.••••••••')).toBeVisible();
  await options.page.getByRole('button', { name: 'Remove what cannot be read' }).click();
  await expect(options.page.getByRole('alert')).toHaveCount(0);
  await expect(options.page.getByText('genkan_hanako.••••••••')).toBeVisible();
});

test('an import does not switch to allowing automatically without a click', async ({ options }, testInfo) => {
  await options.open();
  const file = testInfo.outputPath('automatic.json');
  await writeFile(
    file,
    JSON.stringify({ genkan: 'export', version: 1, prompt: 'automatic', language: 'auto', connections: [] }),
  );
  await options.page.locator('input[type=file]').setInputFiles(file);
  await expect(options.page.getByText('Your own choice was kept.')).toBeVisible();
  const automatic = options.page.getByRole('radio', { name: 'Allow automatically' });
  await expect(automatic).not.toBeChecked();
  await options.page.getByRole('button', { name: 'Allow automatically' }).click();
  await expect(automatic).toBeChecked();
});

test('the key is stored on this computer alone, never synced, and no content script can read it', async ({
  aws,
  options,
  setupCode,
}) => {
  await options.open();
  const synced = await options.page.evaluate<string>(
    'chrome.storage.sync ? chrome.storage.sync.get().then(JSON.stringify) : "{}"',
  );
  expect(synced).toBe('{}');
  const local = await options.page.evaluate<string>('chrome.storage.local.get().then(JSON.stringify)');
  expect(local).toContain(keyOf(setupCode));
  // AWS's pages run in the process that the content script runs in: it must not be able to read the key.
  await aws.open('/console/home');
  const world = await contentScriptWorld(aws.page);
  expect(await world('chrome.storage.local.get().then(JSON.stringify, String)')).toContain('not allowed');
});

test('access to AWS’s pages that the person withdraws is named, with a button that asks for it', async ({
  context,
  options,
  popup,
  stage,
}) => {
  const settings = await context.newPage();
  await settings.goto('chrome://extensions');
  const access = (hostAccess: string) =>
    settings.evaluate(
      `chrome.developerPrivate.updateExtensionConfiguration(${JSON.stringify({ extensionId: new URL(stage.origin).host, hostAccess })})`,
    );
  await options.open();
  const notice = 'The browser does not let Genkan run on AWS’s pages';
  await expect(options.page.getByRole('heading', { name: 'Genkan options' })).toBeVisible();
  await access('ON_CLICK');
  try {
    await expect(options.page.getByText(notice)).toBeVisible();
    await expect(options.page.getByRole('button', { name: 'Allow on AWS’s pages' })).toBeVisible();
    await popup.open();
    await expect(popup.page.getByText(notice)).toBeVisible();
  } finally {
    await access('ON_ALL_SITES');
  }
  await expect(popup.page.getByText(notice)).toBeHidden();
});

test('the page names the version, and the notice before access ends can be switched off', async ({
  options,
}) => {
  await options.open();
  const title = options.page.locator('header');
  await expect(title).toContainText(/Genkan options\s*Version \d+\.\d+\.\d+/);
  const reminder = options.page.getByLabel('Remind me 15 minutes before');
  await expect(reminder).toBeChecked();
  await reminder.uncheck();
  await options.kept('"reminder":false');
  await options.open();
  await expect(reminder).not.toBeChecked();
});

test('what was allowed from here is listed with how it ended, goes with its connection, and can be cleared', async ({
  options,
  popup,
}) => {
  const { page } = options;
  const history = page.locator('.history');
  const unfold = () => page.getByText('Networks you allowed').click();
  await popup.open();
  await popup.unfold();
  await page.getByLabel('Name for this network').fill('Café');
  await popup.allow.click();
  await expect(popup.end).toBeVisible();
  await options.open();
  await unfold();
  await expect(history).toContainText(/Café203\.0\.113\.7\/32123456789012.+–.+Allowed now/);
  await popup.open();
  await popup.end.click();
  await expect(popup.allow).toBeVisible();
  await options.open();
  await unfold();
  await expect(history).toContainText('Ended by you');
  const exported = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export' }).click();
  expect(await readFile(await (await exported).path(), 'utf8')).not.toContain('Café');
  await page.getByRole('button', { name: 'Clear the list' }).click();
  await expect(page.getByText('Networks you allowed')).toHaveCount(0);

  await popup.open();
  await popup.allow.click();
  await expect(popup.end).toBeVisible();
  await options.open();
  await expect(page.getByText('Networks you allowed')).toBeVisible();
  await page.getByRole('button', { name: 'Remove', expanded: false }).click();
  await page.getByRole('alert').getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByText('Networks you allowed')).toHaveCount(0);
  await expect
    .poll(() => page.evaluate("chrome.storage.local.get('history').then(JSON.stringify)"))
    .toBe('{"history":[]}');
});
