import { HOME_IPV6 } from '../../sandbox/network/visitor.ts';
import { expect, test } from './fixtures.ts';

test('a network with both families is allowed on both', async ({ world, aws }) => {
  world.visitor.ipv6 = HOME_IPV6;
  world.visitor.awsFamily = 6;
  await aws.open('/s3/buckets');
  await expect(aws.prompt.element).toContainText('203.0.113.7');
  await expect(aws.prompt.element).toContainText(HOME_IPV6);
  await aws.prompt.allow.click();
  await expect(aws.prompt.reload).toBeVisible();
  const { document } = await world.livePolicy();
  expect(document).toContain('203.0.113.7/32');
  expect(document).toContain('2001:db8:77:1::/64');
  await aws.prompt.reload.click();
  await expect(aws.buckets).toBeVisible();
});

test('a network without IPv4 is allowed on IPv6, and says nothing of the other', async ({
  world,
  aws,
  popup,
}) => {
  world.visitor.ipv4 = undefined;
  world.visitor.ipv6 = HOME_IPV6;
  await aws.open('/s3/buckets');
  await aws.prompt.allow.click();
  await expect(aws.prompt.reload).toBeVisible();
  await aws.prompt.reload.click();
  await expect(aws.buckets).toBeVisible();
  await popup.open();
  await expect(popup.page.getByText('This network is allowed')).toBeVisible();
  await expect(popup.page.getByText('cannot be reached')).toHaveCount(0);
});
