import { accessibilityFaults } from '../pages/accessibility-faults.ts';
import { expect, test } from './fixtures.ts';

test('axe finds nothing on options, popup and prompt', async ({ tab }) => {
  await tab.openOwn('options');
  await tab.see('Test connection');
  await tab.press('Add a connection');
  await tab.press('Remove');
  expect(await accessibilityFaults(tab.page)).toEqual([]);
  await tab.openOwn('popup');
  await tab.see('This network is not allowed');
  await tab.press('Duration and name');
  expect(await accessibilityFaults(tab.page)).toEqual([]);
  await tab.open('/s3/buckets');
  await tab.prompted('Allow this network');
  expect(await accessibilityFaults(tab.page, 'genkan-prompt')).toEqual([]);
});
