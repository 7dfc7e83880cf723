import { ConsolePage } from '../pages/console-page.ts';
import { watchPrompts } from '../pages/watch-prompts.ts';
import { expect, test } from './fixtures.ts';

/** Longer than the time the extension gives AWS to notice. */
const PROPAGATION = { timeout: 20_000 };

test('progress is shown while AWS takes its time, then a page that showed nothing else reloads itself', async ({
  world,
  aws,
}) => {
  world.console.propagationMs = 4_000;
  await aws.open('/console/home');
  await aws.prompt.allow.click();
  await expect(aws.prompt.element.getByRole('progressbar')).toBeVisible();
  await expect(aws.text('team-website')).toBeVisible(PROPAGATION);
  await expect(aws.prompt.element).toBeHidden();
});

test('a page with one panel that was served waits for its reader', async ({ world, aws }) => {
  world.console.servedEverywhere = ['ce:GetCostAndUsage'];
  await aws.open('/console/home');
  await expect(aws.text('US$ 41.20')).toBeVisible();
  await aws.page.evaluate("document.body.dataset.sameVisit = 'yes'");
  await aws.prompt.allow.click();
  await expect(aws.prompt.element).toContainText('Reload the page to continue.', PROPAGATION);
  await expect(aws.page.locator('body[data-same-visit]')).toBeVisible();
  await aws.prompt.reload.click();
  await expect(aws.text('team-website')).toBeVisible();
  await expect(aws.prompt.element).toBeHidden();
});

test('a page on which something was typed is never reloaded by itself', async ({ aws }) => {
  await aws.open('/s3/create');
  const name = aws.page.getByLabel('Bucket name');
  await name.fill('my-bucket');
  await aws.page.getByRole('button', { name: 'Create bucket' }).click();
  await aws.prompt.allow.click();
  await expect(aws.prompt.element).toContainText('Reload the page to continue.', PROPAGATION);
  await expect(name).toHaveValue('my-bucket');
});

test('a denial that stays is explained once, with a report that holds no secret', async ({
  world,
  context,
  aws,
}) => {
  world.visitor.awsAddress = '198.51.100.9';
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await aws.open('/s3/buckets');
  await aws.prompt.allow.click();
  await expect(aws.prompt.element).toContainText('AWS still denies access', PROPAGATION);
  await expect(aws.prompt.element).toContainText('VPN');
  await aws.prompt.copyReport.click();
  const report = await aws.page.evaluate(() => navigator.clipboard.readText());
  expect(report).toContain('203.0.113.7');
  expect(report).toContain('OfficeOnly');
  expect(report).not.toContain('genkan_');
  expect(report).not.toContain('genkan1_');

  await aws.prompt.close.click();
  const promptsSeen = await watchPrompts(aws.page);
  await aws.open('/ec2/instances');
  await expect(aws.text('You are not authorized')).toBeVisible();
  await aws.goTo('S3');
  await expect(aws.deniedBuckets).toBeVisible();
  expect(await promptsSeen()).toEqual([]);
});

test('another policy that denies after allowing is named', async ({ world, aws }) => {
  await aws.open('/s3/buckets');
  await expect(aws.prompt.allow).toBeVisible();
  world.console.otherDeny = {
    policyType: 'identity-based policy',
    policyArn: 'arn:aws:iam::123456789012:policy/RequireMFA',
  };
  await aws.prompt.allow.click();
  await expect(aws.prompt.element).toContainText('RequireMFA', PROPAGATION);
});

test('allowing in one tab tells the others', async ({ context, aws }) => {
  const other = new ConsolePage(await context.newPage());
  await other.open('/ec2/instances');
  await expect(other.prompt.allow).toBeVisible();
  await aws.open('/s3/buckets');
  await aws.prompt.allow.click();
  await expect(other.prompt.element).toContainText('This network is allowed');
});

test('a tab opened while AWS takes its time waits too, and comes back', async ({ world, context, aws }) => {
  world.console.propagationMs = 6_000;
  await aws.open('/s3/buckets');
  await aws.prompt.allow.click();
  await expect(aws.prompt.element.getByRole('progressbar')).toBeVisible();
  const other = new ConsolePage(await context.newPage());
  await other.open('/ec2/instances');
  await expect(other.prompt.element.getByRole('progressbar')).toBeVisible();
  await expect(other.text('i-0a1b2c3d4e5f60718')).toBeVisible(PROPAGATION);
});

test('a network whose address changes is explained with both addresses, and not asked about again', async ({
  world,
  context,
  aws,
}) => {
  await aws.open('/s3/buckets');
  await expect(aws.prompt.element).toContainText('203.0.113.7');
  // The proxy chooses another exit for each request from now on.
  let exits = 7;
  Object.defineProperty(world.visitor, 'ipv4', {
    get: () => `203.0.113.${exits++ % 200}`,
    configurable: true,
  });
  try {
    await aws.prompt.allow.click();
    await expect(aws.prompt.element).toContainText('keeps changing its address');
    await expect(aws.prompt.element).toContainText('Genkan allowed 203.0.113.');
    await expect(aws.prompt.allow).toHaveCount(0);
    const other = new ConsolePage(await context.newPage());
    await other.open('/ec2/instances');
    await expect(other.prompt.element).toContainText('keeps changing its address');
    expect(world.gateway.requests.filter((request) => request === 'POST /v1/leases').length).toBeLessThan(3);
  } finally {
    Object.defineProperty(world.visitor, 'ipv4', { value: '203.0.113.7', writable: true, enumerable: true });
  }
});

test('"Not now" is taken back on another network', async ({ world, aws }) => {
  await aws.open('/s3/buckets');
  await aws.prompt.notNow.click();
  await expect(aws.prompt.element).toBeHidden();
  world.visitor.ipv4 = '198.51.100.23';
  await expect(async () => {
    await aws.open('/ec2/instances');
    await expect(aws.prompt.element).toContainText('198.51.100.23', { timeout: 2_000 });
  }).toPass({ timeout: 40_000 });
});
