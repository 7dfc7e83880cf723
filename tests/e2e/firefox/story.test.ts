import { expect, SCREENSHOTS, test } from './fixtures.ts';

const OFFICE_ONLY = ['123.123.123.123/32'];

test('a fresh profile is led to set-up, where a setup code connects', async ({ stage, tab }) => {
  await tab.api('browser.storage.local.clear()');
  await tab.openOwn('popup');
  await tab.see('Welcome to Genkan');
  await tab.page.screenshot({ path: `${SCREENSHOTS}popup-first-run.png` });

  await tab.openOwn('options');
  await tab.type('Setup code', stage.setupCode);
  await tab.press('Connect');
  await tab.see('Connected as Hanako to account 123456789012');
  await tab.page.screenshot({ path: `${SCREENSHOTS}options-connected.png` });
});

test('AWS denies access, one click allows it, midnight ends it', async ({ world, tab, allowedNow }) => {
  expect(await allowedNow()).toEqual(OFFICE_ONLY);
  await tab.open('/s3/buckets');
  await tab.prompted('AWS denies access from this network');
  await tab.prompted('203.0.113.7');
  await tab.page.screenshot({ path: `${SCREENSHOTS}prompt.png` });
  await tab.press('Allow this network');
  await tab.prompted('Reload');
  expect(await allowedNow()).toEqual([...OFFICE_ONLY, '203.0.113.7/32']);
  await tab.press('Reload');
  await tab.see('team-website');
  expect(await tab.prompts()).toEqual([]);

  await world.midnight();
  expect(await allowedNow()).toEqual(OFFICE_ONLY);
  await tab.open('/s3/buckets');
  await tab.see('list buckets');
});

test('the popup allows, shows the network and ends its lease, and the toolbar tells', async ({
  tab,
  allowedNow,
}) => {
  const badge = () => tab.api('browser.action.getBadgeText({})');
  await tab.openOwn('popup');
  await tab.see('This network is not allowed');
  await expect.poll(badge).toBe('×');
  await (await tab.find('button.primary')).click();
  await tab.see('This network is allowed');
  await tab.see('203.0.113.7');
  await expect.poll(badge).toBe('✓');
  await tab.page.screenshot({ path: `${SCREENSHOTS}popup-allowed.png` });
  expect(await allowedNow()).toEqual([...OFFICE_ONLY, '203.0.113.7/32']);
  await tab.press('End now');
  await tab.see('This network is not allowed');
  expect(await allowedNow()).toEqual(OFFICE_ONLY);
});

test('a network with both families is allowed on both', async ({ world, tab, allowedNow }) => {
  world.visitor.ipv6 = '2001:db8:77:1::abcd';
  world.visitor.awsFamily = 6;
  await tab.open('/s3/buckets');
  await tab.prompted('2001:db8:77:1::abcd');
  await tab.press('Allow this network');
  await tab.prompted('This network is allowed');
  expect(await allowedNow()).toEqual(expect.arrayContaining(['203.0.113.7/32', '2001:db8:77:1::/64']));
  await tab.press('Reload');
  await tab.see('team-website');
});

test('in the office nothing is asked', async ({ world, tab, allowedNow }) => {
  world.visitor.ipv4 = '123.123.123.123';
  await tab.open('/s3/buckets');
  await tab.see('team-website');
  expect(await tab.promptsSeen()).toEqual([]);
  expect(await allowedNow()).toEqual(OFFICE_ONLY);
});

test('nothing outside the sandbox is reached for the extension', async ({ world, tab }) => {
  await tab.open('/s3/buckets');
  await tab.prompted('203.0.113.7');
  const foreign = world.proxy.refusedHosts.filter(
    (host) => !/(^|\.)(mozilla\.(com|net|org)|firefox\.com)$/.test(host),
  );
  expect(foreign).toEqual([]);
});
