import { expect, test } from 'vitest';
import { createApp } from '../app.ts';
import { AwsUnavailableError, type PolicyStore } from '../ports.ts';
import { systemClock } from '../system-deps.ts';
import { createWorld, HOME, OFFICE_POLICY, otherProcess } from '../testing/world.ts';

test('a request that was answered leaves no timer behind', async () => {
  const world = await createWorld();
  const key = await world.join('hanako');
  const app = createApp({ ...world.deps, clock: { ...systemClock, now: () => world.time.now } });
  const timers = () => process.getActiveResourcesInfo().filter((resource) => resource === 'Timeout').length;
  const before = timers();
  const response = await app.request('/v1/leases', { method: 'POST', headers: { authorization: key } });
  expect(response.status).toBe(201);
  expect(timers()).toBe(before);
});

const LOCK = 'state/writer.lock';

/** A process that finds the lock held by somebody else, who gives it back after the first look at it. */
async function createWaitingWorld(
  meanwhile: (policy: PolicyStore) => Promise<unknown>,
  first: (policy: PolicyStore) => ReturnType<PolicyStore['listVersions']>,
) {
  const world = await createWorld();
  const key = await world.join('a');
  await world.objects.put(LOCK, JSON.stringify({ holder: 'somebody', takenAt: world.time.now }));
  let listings = 0;
  let looks = 0;
  const process = otherProcess(world.deps, {
    policies: {
      ...world.policy,
      listVersions: () => (listings++ === 0 ? first(world.policy) : world.policy.listVersions()),
    },
    objects: {
      ...world.objects,
      get: async (name) => {
        const stored = await world.objects.get(name);
        if (name === LOCK && looks++ === 0) {
          await meanwhile(world.policy);
          await world.objects.delete(LOCK);
        }
        return stored;
      },
    },
  });
  return { ...world, process, key };
}

test('who had to wait for the lock lists the versions again', async () => {
  const edited = OFFICE_POLICY.replace('123.123.123.123/32', '123.123.123.123/32", "198.51.100.9/32');
  const world = await createWaitingWorld(
    (policy) => policy.createVersion(edited),
    (policy) => policy.listVersions(),
  );
  expect((await world.process.call('POST', '/v1/leases', { key: world.key })).status).toBe(201);
  expect(world.policy.document()).toContain('"198.51.100.9/32"');
  expect(world.policy.document()).toContain(`"${HOME}/32"`);
  // One create was enough: nothing had to be put back.
  expect(world.policy.version()).toBe('v3');
});

test('a listing that fails while somebody else has the lock is nobody’s loss', async () => {
  const world = await createWaitingWorld(
    async () => undefined,
    async () => {
      throw new AwsUnavailableError('iam: no answer');
    },
  );
  expect((await world.process.call('POST', '/v1/leases', { key: world.key })).status).toBe(201);
  expect(world.policy.document()).toContain(`"${HOME}/32"`);
});

test('a listing that is older than the lock by more than a moment is made again', async () => {
  const world = await createWorld();
  const key = await world.join('a');
  let listings = 0;
  const process = otherProcess(world.deps, {
    policies: {
      ...world.policy,
      listVersions: () => {
        listings++;
        return world.policy.listVersions();
      },
    },
    objects: {
      ...world.objects,
      put: async (name, body, condition) => {
        if (name === LOCK) world.time.now += 3000;
        return world.objects.put(name, body, condition);
      },
    },
  });
  expect((await process.call('POST', '/v1/leases', { key })).status).toBe(201);
  expect(listings).toBe(2);
});
