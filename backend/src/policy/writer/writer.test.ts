import { expect, test } from 'vitest';
import { createApp } from '../../http/app.ts';
import { AwsUnavailableError, type PolicyStore } from '../../runtime/ports.ts';
import { systemClock } from '../../system-deps.ts';
import { createTestBackend, HOME, OFFICE_POLICY, otherProcess } from '../../testing/test-backend.ts';

test('a finished request leaves no timer behind', async () => {
  const world = await createTestBackend();
  const key = await world.join('hanako');
  const app = createApp({ ...world.deps, clock: { ...systemClock, now: () => world.time.now } });
  const timers = () => process.getActiveResourcesInfo().filter((resource) => resource === 'Timeout').length;
  const before = timers();
  const response = await app.request('/v1/leases', { method: 'POST', headers: { authorization: key } });
  expect(response.status).toBe(201);
  expect(timers()).toBe(before);
});

const LOCK = 'state/writer.lock';

/** A process that finds the lock held by another one, which releases it after the first read. */
async function createWaitingWorld(
  meanwhile: (policy: PolicyStore) => Promise<unknown>,
  first: (policy: PolicyStore) => ReturnType<PolicyStore['listVersions']>,
) {
  const world = await createTestBackend();
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

test('a request that waited for the lock lists the versions after it has it', async () => {
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

test('sixty functions that are asked at once list the versions once for each write, not once each', async () => {
  const world = await createTestBackend();
  const keys = await Promise.all(Array.from({ length: 60 }, (_, n) => world.join(`m${n}`)));
  let listings = 0;
  let creations = 0;
  const policies: PolicyStore = {
    ...world.policy,
    listVersions: () => {
      listings++;
      return world.policy.listVersions();
    },
    createVersion: (document) => {
      creations++;
      return world.policy.createVersion(document);
    },
  };
  const responses = await Promise.all(
    keys.map((key, n) =>
      otherProcess(world.deps, { policies }).call('POST', '/v1/leases', { key, from: `198.51.100.${n}` }),
    ),
  );
  expect(responses.map(({ status }) => status)).toEqual(keys.map(() => 201));
  expect(listings).toBeLessThanOrEqual(creations + 1);
});

/** A process that wrote a moment ago without waiting, and therefore lists the versions together with the lock. */
async function createLoneWorld(
  listVersions: (policy: PolicyStore, attempt: number) => ReturnType<PolicyStore['listVersions']>,
) {
  const world = await createTestBackend();
  const key = await world.join('a');
  let listings = 0;
  let delay = 0;
  const client = otherProcess(world.deps, {
    policies: { ...world.policy, listVersions: () => listVersions(world.policy, ++listings) },
    objects: {
      ...world.objects,
      put: async (name, body, condition) => {
        if (name === LOCK) world.time.now += delay;
        return world.objects.put(name, body, condition);
      },
    },
  });
  expect((await client.call('POST', '/v1/leases', { key })).status).toBe(201);
  listings = 0;
  world.time.now += 1000;
  return { ...world, client, key, listings: () => listings, delayLock: (by: number) => (delay = by) };
}

test('an early listing that fails does not matter when another writer holds the lock', async () => {
  let isFailing = false;
  const world = await createLoneWorld(async (policy) => {
    if (isFailing) {
      isFailing = false;
      throw new AwsUnavailableError('iam: no response');
    }
    return policy.listVersions();
  });
  isFailing = true;
  await world.objects.put(LOCK, JSON.stringify({ holder: 'other', takenAt: world.time.now - 39_900 }));
  const response = await world.client.call('POST', '/v1/leases', { key: world.key, from: '203.0.113.9' });
  expect(response.status).toBe(201);
  expect(isFailing).toBe(false);
  expect(world.policy.document()).toContain('203.0.113.9/32');
});

test('a listing that is older than the lock by more than a moment is made again', async () => {
  const world = await createLoneWorld((policy) => policy.listVersions());
  world.delayLock(3000);
  const response = await world.client.call('POST', '/v1/leases', { key: world.key, from: '203.0.113.9' });
  expect(response.status).toBe(201);
  expect(world.listings()).toBe(2);
});
