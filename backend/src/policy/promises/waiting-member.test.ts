import { expect, test } from 'vitest';
import { disableMember, removeMember } from '../../admin/members/members.ts';
import { createMemory } from '../../deps.ts';
import { reconcile } from '../../tasks/reconcile.ts';
import { createClient, createTestBackend, HOME } from '../../testing/test-backend.ts';

const LOCK = 'state/writer.lock';

/** A server that remembers the member, and whose request waits for a lock that a stopped writer left behind. */
async function requestWhileMemberLeaves(leave: typeof disableMember) {
  const world = await createTestBackend();
  const key = await world.join('mallory');
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const client = createClient({
    ...world.deps,
    memory: createMemory(),
    clock: {
      now: () => world.time.now,
      sleep: async (milliseconds) => {
        if (milliseconds > 1000) await new Promise(() => undefined);
        await released;
      },
    },
  });
  expect((await client.call('GET', '/v1/me', { key })).status).toBe(200);
  await world.objects.put(LOCK, JSON.stringify({ holder: 'stopped', takenAt: world.time.now }));
  const waiting = client.call('POST', '/v1/leases', { key });
  await new Promise((resolve) => setTimeout(resolve, 5));
  await world.objects.delete(LOCK);
  await leave({ ...world.deps, memory: createMemory() }, 'mallory');
  release();
  return { world, response: await waiting };
}

test.each([
  ['disabled', disableMember],
  ['removed', removeMember],
] as const)('a member who is %s while a request waits for the lock gets no lease', async (_, leave) => {
  const { world, response } = await requestWhileMemberLeaves(leave);
  expect(response.status).toBe(401);
  expect(world.policy.document()).not.toContain(HOME);
  world.time.now += 300_000;
  await reconcile({ ...world.deps, memory: createMemory() });
  expect(world.policy.document()).not.toContain(HOME);
});

test('a member who is disabled while another writer applies the lease is refused, and the lease is revoked', async () => {
  const world = await createTestBackend();
  const [mallory, bob] = [await world.join('mallory'), await world.join('bob')];
  await world.objects.put(LOCK, JSON.stringify({ holder: 'other', takenAt: world.time.now }));
  let looks = 0;
  const waiting = createClient({
    ...world.deps,
    memory: createMemory(),
    objects: {
      ...world.objects,
      get: async (key) => {
        const stored = await world.objects.get(key);
        // After the first look another process takes the lock and applies all pending leases.
        if (key === LOCK && looks++ === 0) {
          await world.objects.delete(LOCK);
          await createClient({ ...world.deps, memory: createMemory() }).call('POST', '/v1/leases', {
            key: bob,
            from: '198.51.100.1',
          });
          const record = JSON.parse((await world.objects.get('members/mallory.json'))?.body ?? '{}');
          await world.objects.put('members/mallory.json', JSON.stringify({ ...record, disabled: true }));
        }
        return stored;
      },
    },
  });
  expect((await waiting.call('POST', '/v1/leases', { key: mallory })).status).toBe(401);
  world.time.now += 300_000;
  await reconcile({ ...world.deps, memory: createMemory() });
  expect(world.policy.document()).not.toContain(HOME);
  expect(world.policy.document()).toContain('198.51.100.1');
});

test('the reconcile revokes leases of members that are disabled, broken or unknown, however they came about', async () => {
  const world = await createTestBackend();
  const names = ['disabled', 'broken', 'unknown', 'valid'];
  for (const [n, name] of names.entries()) {
    const key = await world.join(name);
    await world.call('POST', '/v1/leases', { key, from: `198.51.100.${n + 1}` });
  }
  const record = JSON.parse((await world.objects.get('members/disabled.json'))?.body ?? '{}');
  await world.objects.put('members/disabled.json', JSON.stringify({ ...record, disabled: true }));
  await world.objects.put('members/broken.json', '{');
  await world.objects.delete('members/unknown.json');
  world.time.now += 300_000;
  await reconcile({ ...world.deps, memory: createMemory() });
  for (const n of [1, 2, 3]) expect(world.policy.document()).not.toContain(`198.51.100.${n}/32`);
  expect(world.policy.document()).toContain('198.51.100.4/32');
  expect(world.lines.filter((line) => line.includes('"revoked"'))).toHaveLength(3);
});
