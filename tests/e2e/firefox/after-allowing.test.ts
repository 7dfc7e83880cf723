import { FirefoxTab } from './firefox-tab.ts';
import { expect, test } from './fixtures.ts';

/** Longer than the time the extension gives AWS to notice, in milliseconds. */
const PROPAGATION = 20_000;

test('a page that showed nothing but its refusal reloads itself; still refused is explained once, with a report without secrets', async ({
  world,
  tab,
}) => {
  world.visitor.awsAddress = '198.51.100.9';
  await tab.open('/s3/buckets');
  await tab.prompted('Allow this network');
  await tab.press('Allow this network');
  await tab.prompted('AWS usually needs a few seconds');
  await tab.prompted('AWS still denies access', PROPAGATION);
  await tab.prompted('VPN');
  await tab.press('Copy report');
  await tab.prompted('Copied');
  await tab.press('Close');
  await tab.unprompted();
  await tab.open('/ec2/instances');
  await tab.see('You are not authorized');
  await tab.press('S3');
  await tab.see('list buckets');
  expect(await tab.promptsSeen()).toEqual([]);

  await tab.openOwn('options');
  await tab.press('Add a connection');
  const field = await tab.find('textarea');
  await field.click();
  await tab.page.keyboard.down('Control');
  await tab.page.keyboard.press('v');
  await tab.page.keyboard.up('Control');
  const report = () => field.evaluate((node) => (node instanceof HTMLTextAreaElement ? node.value : ''));
  await expect.poll(report).toContain('203.0.113.7');
  expect(await report()).toContain('OfficeOnly');
  expect(await report()).not.toMatch(/genkan1?_/);
});

test('allowing in one tab tells the others', async ({ stage, tab }) => {
  await tab.open('/ec2/instances');
  await tab.prompted('Allow this network');
  const other = await FirefoxTab.open(stage.browser);
  await other.open('/s3/buckets');
  await other.press('Allow this network');
  await other.prompted('This network is allowed');
  await tab.prompted('This network is allowed');
});

test('the sign-in page offers the button before a password is typed, and keeps what was typed', async ({
  tab,
  allowedNow,
}) => {
  await tab.openSignIn();
  await tab.prompted('Allow it before you sign in');
  await tab.type('IAM username', 'hanako');
  await tab.press('Allow this network');
  await expect.poll(allowedNow).toContain('203.0.113.7/32');
  await tab.prompted('You can sign in now', PROPAGATION);
  await tab.holds('IAM username', 'hanako');
});

test('who wants prompts only when refused is asked when sign-in is refused', async ({ world, tab }) => {
  await tab.openOwn('options');
  await (await tab.find('#prompt-refused')).click();
  await expect
    .poll(() => tab.api('browser.storage.local.get().then(JSON.stringify)'))
    .toContain('"prompt":"refused"');
  world.console.signInFence = true;
  await tab.openSignIn();
  await tab.type('Password', 'correct horse');
  expect(await tab.promptsSeen()).toEqual([]);
  await tab.press('Sign in');
  await tab.see('sign in from a different network');
  await tab.prompted('Allow this network');
});
