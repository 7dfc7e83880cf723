import { HOME } from '../../sandbox/network/visitor.ts';
import { FirefoxTab } from './firefox-tab.ts';
import { expect, test } from './fixtures.ts';

/** Longer than the time the extension gives AWS to notice, in milliseconds. */
const PROPAGATION = 20_000;

test('a page that showed nothing but its denial reloads itself; a denial that stays is explained once, with a report without secrets', async ({
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

test('a network whose address changes is explained with both addresses, and not asked about again', async ({
  world,
  tab,
}) => {
  await tab.open('/s3/buckets');
  await tab.prompted(HOME);
  // The proxy chooses another exit for each request from now on.
  let exits = 7;
  Object.defineProperty(world.visitor, 'ipv4', {
    get: () => `203.0.113.${exits++ % 200}`,
    configurable: true,
  });
  try {
    await tab.press('Allow this network');
    await tab.prompted('keeps changing its address');
    await tab.prompted('Genkan allowed 203.0.113.');
    await tab.open('/ec2/instances');
    await tab.see('You are not authorized');
    expect(world.gateway.requests.filter((request) => request === 'POST /v1/leases').length).toBeLessThan(3);
  } finally {
    Object.defineProperty(world.visitor, 'ipv4', { value: HOME, writable: true, enumerable: true });
  }
});

test('"Not now" is taken back on another network', async ({ world, tab }) => {
  await tab.open('/s3/buckets');
  await tab.prompted('Allow this network');
  await tab.press('Not now');
  await tab.unprompted();
  world.visitor.ipv4 = '198.51.100.23';
  await expect
    .poll(
      async () => {
        await tab.open('/ec2/instances');
        await tab.see('You are not authorized');
        return (await tab.prompts()).join();
      },
      { timeout: 30_000, interval: 2_000 },
    )
    .toContain('198.51.100.23');
});
