import { expect, test } from 'vitest';
import { createBackground } from '../testing/create-background.ts';
import { clearHistory, endOf, keepHistoryOf, readHistory, rememberLeases } from './history.ts';
import { allowNetwork } from './page-handlers/allow-network.ts';
import { endLeases } from './page-handlers/end-leases.ts';
import { overview } from './page-handlers/read-overview.ts';

const ID = 'hanako~203.0.113.7_32';

test('a lease that was allowed, extended and ended here is one entry with all of it', async () => {
  const { background, environment } = await createBackground();
  await allowNetwork(background, {});
  const [first] = await readHistory(environment.storage);
  expect(first).toMatchObject({ connectionId: 'one', leaseId: ID, cidr: '203.0.113.7/32' });
  environment.clock += 60_000;
  await allowNetwork(background, {});
  const [extended, ...others] = await readHistory(environment.storage);
  expect(others).toEqual([]);
  expect(extended?.from).toBe(first?.from);
  expect(extended?.until).toBeGreaterThan(first?.until ?? 0);
  await endLeases(background, { ids: [ID] });
  const [ended] = await readHistory(environment.storage);
  expect(ended && endOf(ended, environment.clock)).toBe('ended');
});

test('a lease that ends on time, or earlier elsewhere, says so, and the next one is an entry of its own', async () => {
  const { background, environment, backend } = await createBackground();
  await allowNetwork(background, {});
  environment.clock += 9 * 3600_000;
  const how = async () =>
    (await readHistory(environment.storage)).map((each) => endOf(each, environment.clock));
  expect(await how()).toEqual(['expired']);
  await allowNetwork(background, {});
  expect(await how()).toEqual([undefined, 'expired']);
  environment.clock += 60_000;
  backend.leases.clear();
  await overview(background, { fresh: true });
  expect(await how()).toEqual(['early', 'expired']);
});

test('the history holds fifty entries, goes with its connection, and can be cleared', async () => {
  const { environment } = await createBackground();
  const lease = (index: number) => ({
    leaseId: `m~${index}`,
    cidr: '203.0.113.7/32',
    from: index,
    until: index,
  });
  for (let index = 0; index < 60; index += 1) await rememberLeases(environment, 'one', [lease(index)]);
  const kept = await readHistory(environment.storage);
  expect(kept).toHaveLength(50);
  expect(kept[0]?.leaseId).toBe('m~59');
  await rememberLeases(environment, 'two', [lease(99)]);
  await keepHistoryOf(environment, ['two']);
  expect((await readHistory(environment.storage)).map(({ connectionId }) => connectionId)).toEqual(['two']);
  await clearHistory(environment);
  expect(await readHistory(environment.storage)).toEqual([]);
});

test('a history that cannot be read is no history', async () => {
  const { environment } = await createBackground();
  await environment.storage.local.set('history', [{ broken: true }]);
  expect(await readHistory(environment.storage)).toEqual([]);
});
