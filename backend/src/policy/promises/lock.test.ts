import { expect, test } from 'vitest';
import { AwsUnavailableError, type ObjectStore } from '../../runtime/ports.ts';
import { createClient, createTestBackend, otherProcess } from '../../testing/test-backend.ts';

const LOCK = 'state/writer.lock';

test('a request that gives up waits for its own put of the lock, so that no lock without a holder stays', async () => {
  const world = await createTestBackend();
  const key = await world.join('a');
  const put = world.objects.put;
  await put(LOCK, JSON.stringify({ holder: 'other', takenAt: world.time.now }));
  let isLast = false;
  const objects: ObjectStore = {
    ...world.objects,
    get: async (name) => {
      // At the deadline the other holder releases the lock, and the last look begins to take it.
      if (name === LOCK && world.time.now > Date.parse('2026-11-23T09:00:19.700Z')) {
        isLast = true;
        return undefined;
      }
      return world.objects.get(name);
    },
    put: async (name, body, condition) => {
      if (name !== LOCK || !isLast) return put(name, body, condition);
      world.time.now += 2000;
      await new Promise((resolve) => setTimeout(resolve, 20));
      return put(name, body);
    },
  };
  const response = await createClient({ ...world.deps, objects }).call('POST', '/v1/leases', { key });
  expect(response.body).toMatchObject({ code: 'busy' });
  expect(isLast).toBe(true);
  expect(world.objects.objects.has(LOCK)).toBe(false);
});

test('a lock whose put took effect after its request had given up is taken over at once by the same process', async () => {
  const world = await createTestBackend();
  const key = await world.join('a');
  await world.objects.put(LOCK, JSON.stringify({ holder: 'other', takenAt: world.time.now }));
  let late: (() => Promise<unknown>) | undefined;
  const objects: ObjectStore = {
    ...world.objects,
    put: async (name, body, condition) => {
      if (name !== LOCK || late) return world.objects.put(name, body, condition);
      late = () => world.objects.put(name, body);
      throw new AwsUnavailableError('s3: time-out');
    },
  };
  const process = otherProcess(world.deps, { objects });
  expect((await process.call('POST', '/v1/leases', { key })).body).toMatchObject({ code: 'busy' });
  await late?.();
  const before = world.time.now;
  expect((await process.call('POST', '/v1/leases', { key })).status).toBeLessThan(300);
  expect(world.time.now - before).toBeLessThan(1000);
});
