import { allowedAddresses } from '../../sandbox/allowed-addresses.ts';
import { expect, test } from './fixtures.ts';

test('AWS denies access, one click allows it, midnight ends it', async ({ world, aws }) => {
  const before = await world.livePolicy();
  expect(before.document).not.toContain('203.0.113.7');

  await aws.open('/s3/buckets');
  await expect(aws.deniedBuckets).toBeVisible();
  await expect(aws.prompt.element).toContainText('203.0.113.7');
  await aws.prompt.allow.click();
  await expect(aws.prompt.reload).toBeVisible();

  const after = await world.livePolicy();
  expect(allowedAddresses(after.document)).toEqual(['123.123.123.123/32', '203.0.113.7/32']);
  await aws.prompt.reload.click();
  await expect(aws.buckets).toBeVisible();
  await expect(aws.prompt.element).toBeHidden();

  await world.midnight();
  expect(JSON.parse((await world.livePolicy()).document)).toEqual(JSON.parse(before.document));
  await aws.open('/s3/buckets');
  await expect(aws.deniedBuckets).toBeVisible();
});

test('in the office nothing is asked and nothing is changed', async ({ world, aws }) => {
  world.visitor.ipv4 = '123.123.123.123';
  const before = await world.livePolicy();
  for (const path of ['/console/home', '/s3/buckets', '/ec2/instances']) await aws.open(path);
  await aws.open('/s3/buckets');
  await expect(aws.buckets).toBeVisible();
  await expect(aws.prompt.element).toHaveCount(0);
  expect(await world.livePolicy()).toEqual(before);
});
