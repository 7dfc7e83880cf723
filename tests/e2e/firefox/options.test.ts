import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeSetupCode, parseSetupCode } from '@genkan/shared/codes/setup-code';
import * as v from 'valibot';
import { DUAL_STACK_ENDPOINT } from '../../sandbox/network/hosts.ts';
import { expect, test } from './fixtures.ts';

test('keys are masked, left out of the export, and to be entered after an import', async ({ stage, tab }) => {
  const code = parseSetupCode(stage.setupCode);
  if (!code.ok) throw new Error(code.reason);
  await tab.openOwn('options');
  await tab.see('genkan_hanako.••••••••');
  expect(await tab.page.content()).not.toContain(code.value.key);

  // What would be downloaded is looked at instead.
  await tab.page.evaluate(() => {
    HTMLAnchorElement.prototype.click = () => undefined;
    URL.createObjectURL = (blob) => {
      if (blob instanceof Blob) void blob.text().then((text) => Reflect.set(globalThis, 'exported', text));
      return 'blob:nothing';
    };
  });
  await tab.press('Export');
  const exported = () => tab.page.evaluate('globalThis.exported ?? ""');
  await expect.poll(exported).toContain('execute-api');
  const text = v.parse(v.string(), await exported());
  expect(text).not.toContain(code.value.key);

  const folder = await mkdtemp(join(tmpdir(), 'genkan-firefox-'));
  const file = join(folder, 'genkan.json');
  await writeFile(file, text);
  await tab.api('browser.storage.local.clear()');
  await tab.see('No connections yet.');
  const input = await tab.page.$('input[type=file]');
  await input?.uploadFile(file);
  await tab.see('A key is still missing.');
  await rm(folder, { recursive: true });
});

test('settings that cannot be read start afresh and say so', async ({ tab }) => {
  await tab.openOwn('options');
  await tab.api('browser.storage.local.set({ settings: { version: 1, connections: "broken" } })');
  await tab.see('start afresh');
  await tab.see('Setup code');
});

test('who chose so is let in without being asked', async ({ tab, allowedNow }) => {
  await tab.openOwn('options');
  await (await tab.find('#prompt-automatic')).click();
  await expect
    .poll(() => tab.api('browser.storage.local.get().then(JSON.stringify)'))
    .toContain('"prompt":"automatic"');
  await tab.open('/s3/buckets');
  await tab.prompted('This network is allowed');
  expect(await allowedNow()).toContain('203.0.113.7/32');
});

test('a choice holds, however soon the page is left', async ({ tab }) => {
  await tab.openOwn('options');
  await tab.find('#prompt-automatic');
  await tab.page.evaluate(() => {
    document.getElementById('prompt-automatic')?.click();
    location.href = 'about:blank';
  });
  await expect.poll(() => tab.page.url()).toBe('about:blank');
  await tab.openOwn('options');
  await tab.find('#prompt-automatic:checked');
});

test('test connection says who, where and whether the network is allowed', async ({ tab }) => {
  await tab.openOwn('options');
  await tab.press('Test connection');
  await tab.see('Works. You are Hanako; account 123456789012.');
});

test('a wrong key destroys no connection that works, and stays in its field', async ({ tab }) => {
  const wrong = encodeSetupCode({ endpoint: DUAL_STACK_ENDPOINT, key: `genkan_hanako.${'A'.repeat(43)}` });
  await tab.openOwn('options');
  await tab.press('Add a connection');
  await tab.type('Setup code', wrong);
  await tab.see('This code leads to');
  await tab.press('Connect');
  await tab.see('Nothing was saved.');
  await tab.holds('Setup code', wrong);
  await tab.press('Test connection');
  await tab.see('Works. You are Hanako');
});

test('access to AWS’s pages that the person withdraws is named, with a button that asks for it', async ({
  tab,
}) => {
  await tab.openOwn('options');
  const origins = 'browser.runtime.getManifest().content_scripts[0].matches';
  await tab.api(`browser.permissions.remove({ origins: ${origins} })`);
  await tab.see('The browser does not let Genkan run on AWS’s pages');
  await tab.openOwn('popup');
  await tab.see('The browser does not let Genkan run on AWS’s pages');
  await tab.press('Allow on AWS’s pages');
  await expect.poll(() => tab.api(`browser.permissions.contains({ origins: ${origins} })`)).toBe(true);
  await expect.poll(() => tab.page.content()).not.toContain('does not let Genkan run');
});
