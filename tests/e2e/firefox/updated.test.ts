import { expect, test } from './fixtures.ts';

test('an extension that is updated under an open page takes its prompt over', async ({
  stage,
  tab,
  allowedNow,
}) => {
  await tab.open('/s3/buckets');
  await tab.prompted('Allow this network');
  await stage.browser.installExtension(stage.extension);
  // The old version's prompt leaves, the new version's comes.
  await expect.poll(() => tab.promptsSeen()).toEqual(['/s3/buckets', '/s3/buckets']);
  await tab.prompted('Allow this network');
  await tab.press('Allow this network');
  await tab.prompted('This network is allowed');
  expect(await allowedNow()).toContain('203.0.113.7/32');
});
