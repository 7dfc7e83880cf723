import { HOME } from '../../sandbox/network/visitor.ts';
import { expect, test } from './fixtures.ts';

/** Longer than the time the extension gives AWS to notice, in milliseconds. */
const PROPAGATION = 20_000;

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

test('who wants prompts only at denials is asked when sign-in is denied', async ({ world, tab }) => {
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

test('at an alias without a chosen account, the person chooses, and nothing is claimed about it', async ({
  tab,
  allowedNow,
}) => {
  await tab.page.goto('https://other-company.signin.aws.amazon.com/console');
  await tab.prompted('Which account do you want to use?');
  expect((await tab.prompts()).join()).not.toContain('only works from');
  await tab.press('Allow for 123456789012');
  await tab.prompted('This network is allowed');
  expect(await allowedNow()).toContain(`${HOME}/32`);
});
