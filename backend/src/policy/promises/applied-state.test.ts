import { expect, test } from 'vitest';
import { createMemory } from '../../deps.ts';
import {
  AwsUnavailableError,
  type ObjectStore,
  PolicyNotFoundError,
  type PolicyStore,
} from '../../runtime/ports.ts';
import { reconcile } from '../../tasks/reconcile.ts';
import { createTestBackend, HOME, otherProcess } from '../../testing/test-backend.ts';

const APPLIED = 'state/applied.json';

/** IAM shows the past for the first listings and readings of a process. */
function lagging(
  policy: PolicyStore,
  past: Awaited<ReturnType<PolicyStore['listVersions']>>,
  lists: number,
): PolicyStore {
  let left = lists;
  return {
    ...policy,
    listVersions: async () => (left-- > 0 ? past : policy.listVersions()),
    getVersion: async (id, createdAt) => {
      if (left > 0 && !past.some((version) => version.id === id))
        throw new PolicyNotFoundError(`${id} does not exist`);
      return policy.getVersion(id, createdAt);
    },
  };
}

/** A member ends a lease while the applied state's writes go wrong, and asks for it again while IAM's reads lag. */
async function endAndAskAgain(put: (objects: ObjectStore, writes: number) => ObjectStore['put'], lists = 3) {
  const world = await createTestBackend();
  const key = await world.join('alice');
  await world.call('POST', '/v1/leases', { key });
  const past = await world.policy.listVersions();
  let writes = 0;
  const first = otherProcess(world.deps, {
    objects: {
      ...world.objects,
      put: (name, body, condition) =>
        name === APPLIED
          ? put(world.objects, ++writes)(name, body, condition)
          : world.objects.put(name, body, condition),
    },
  });
  world.time.now += 1000;
  const ended = await first.call('DELETE', `/v1/leases/alice~${HOME}_32`, { key });
  const isLocked = world.objects.objects.has('state/writer.lock');
  world.time.now += 45_000;
  const second = otherProcess(world.deps, { policies: lagging(world.policy, past, lists) });
  const again = await second.call('POST', '/v1/leases', { key });
  return { world, ended, isLocked, again };
}

test('a confirmation of the applied state that is lost does not let the next writer acknowledge the past', async () => {
  const { world, ended, again } = await endAndAskAgain((objects, writes) => async (name, body, condition) => {
    if (writes > 1) throw new AwsUnavailableError('s3: SlowDown', { answered: true });
    return objects.put(name, body, condition);
  });
  expect([ended.status, again.status]).toEqual([204, 201]);
  expect(world.policy.document()).toContain(`"${HOME}/32"`);
});

test('a confirmation that takes effect after the next writer began does not undo what that one wrote', async () => {
  const late: (() => Promise<unknown>)[] = [];
  const { world, again } = await endAndAskAgain((objects, writes) => async (name, body, condition) => {
    if (writes > 1) {
      late.push(() => objects.put(name, body, condition).catch(() => undefined));
      throw new AwsUnavailableError('s3: time-out');
    }
    return objects.put(name, body, condition);
  });
  expect(again.status).toBe(201);
  const before = (await world.objects.get(APPLIED))?.body;
  for (const effect of late) await effect();
  expect((await world.objects.get(APPLIED))?.body).toBe(before);
  expect(world.policy.document()).toContain(`"${HOME}/32"`);
});

test('a version that could not be recorded is not acknowledged, and keeps the lock until it expires', async () => {
  // The lock outlasts IAM's lag, which is seconds.
  const { world, ended, isLocked, again } = await endAndAskAgain(
    () => async () => {
      throw new AwsUnavailableError('s3: SlowDown', { answered: true });
    },
    0,
  );
  expect(ended.body).toMatchObject({ code: 'aws_unavailable' });
  expect(isLocked).toBe(true);
  expect(again.status).toBe(201);
  expect(world.policy.document()).toContain(`"${HOME}/32"`);
});

test('a writer that stopped after its create does not make its leases edits by hand: they leave at their time', async () => {
  const world = await createTestBackend();
  const key = await world.join('alice');
  await world.call('POST', '/v1/leases', { key, from: '198.51.100.1' });
  world.time.now += 60_000;
  const stopping = otherProcess(world.deps, {
    objects: {
      ...world.objects,
      put: async (name, body, condition) => {
        if (name === APPLIED) throw new AwsUnavailableError('s3: no response');
        return world.objects.put(name, body, condition);
      },
    },
  });
  await stopping.call('POST', '/v1/leases', { key, body: { minutes: 10 } });
  expect(world.policy.document()).toContain(`"${HOME}/32"`);
  world.time.now += 60_000;
  await reconcile(world.deps);
  world.time.now += 600_000;
  await reconcile(world.deps);
  expect(world.policy.document()).not.toContain(HOME);
});

/** A world in which a version with Bob's lease is live and no state says so. IAM created it six seconds after the click. */
async function createWorldWithUnrecordedLease(config: { maxLeases?: number } = {}, minutes = 1) {
  const world = await createTestBackend({ config });
  const key = await world.join('alice');
  await world.call('POST', '/v1/leases', { key, from: '198.51.100.1' });
  world.time.now += 60_000;
  const stopping = otherProcess(world.deps, {
    objects: {
      ...world.objects,
      put: async (name, body, condition) => {
        if (name === APPLIED) throw new AwsUnavailableError('s3: no response');
        return world.objects.put(name, body, condition);
      },
    },
    policies: {
      ...world.policy,
      createVersion: async (document) => {
        world.time.now += 6000;
        return world.policy.createVersion(document);
      },
    },
  });
  const bob = await world.join('bob');
  world.time.now += 60_000;
  await stopping.call('POST', '/v1/leases', { key: bob, body: { minutes } });
  expect(world.policy.document()).toContain(`"${HOME}/32"`);
  return { ...world, bob };
}

test('a lease of an unrecorded version leaves, although a further writer was refused its version without it', async () => {
  const world = await createWorldWithUnrecordedLease();
  world.time.now += 180_000;
  const failing = {
    ...world.policy,
    createVersion: async () => {
      throw new AwsUnavailableError('iam: Throttling', { answered: true });
    },
  };
  await expect(reconcile({ ...world.deps, memory: createMemory(), policies: failing })).rejects.toThrow();
  world.time.now += 60_000;
  await reconcile({ ...world.deps, memory: createMemory() });
  expect(world.policy.document()).not.toContain(HOME);
});

test('a lease of an unrecorded version leaves when a newer one has replaced it since, also after a roll-back to that version', async () => {
  const world = await createWorldWithUnrecordedLease({ maxLeases: 1 }, 60);
  const unrecorded = world.policy.version();
  const failing = {
    ...world.policy,
    listVersions: async () => {
      throw new AwsUnavailableError('iam: Throttling', { answered: true });
    },
  };
  world.time.now += 60_000;
  await otherProcess(world.deps, { policies: failing }).call('POST', '/v1/leases', {
    key: world.bob,
    from: '198.51.100.2',
  });
  for (const isRolledBack of [false, true]) {
    if (isRolledBack) world.policy.setDefault(unrecorded);
    await reconcile({ ...world.deps, memory: createMemory() });
    expect(world.policy.document()).toContain('198.51.100.2/32');
    expect(world.policy.document()).not.toContain(HOME);
    world.time.now += 300_000;
  }
});

test('a lease that was live and whose record was deleted leaves with the next reconcile, and an event says so', async () => {
  const world = await createTestBackend();
  const key = await world.join('alice');
  await world.call('POST', '/v1/leases', { key });
  await world.call('POST', '/v1/leases', { key, from: '198.51.100.1' });
  const [name = ''] = await world.objects.list(`leases/alice~${HOME}`);
  await world.objects.delete(name);
  world.time.now += 60_000;
  const from = world.lines.length;
  await reconcile({ ...world.deps, memory: createMemory() });
  expect(world.policy.document()).not.toContain(HOME);
  expect(world.policy.document()).toContain('198.51.100.1/32');
  const revoked = world.lines.slice(from).filter((line) => line.includes('"revoked"'));
  expect(revoked).toHaveLength(1);
  expect(revoked[0]).toContain(`"${HOME}/32"`);
});

test('a confirmation that is tried again after the next writer has written does not bring the former state back', async () => {
  const world = await createTestBackend();
  const key = await world.join('alice');
  let writes = 0;
  let past: Awaited<ReturnType<PolicyStore['listVersions']>> = [];
  const first = otherProcess(world.deps, {
    objects: {
      ...world.objects,
      put: async (name, body, condition) => {
        const written = await world.objects.put(name, body, condition);
        if (name !== APPLIED || ++writes !== 2) return written;
        // The confirmation takes effect, its response is lost, and the next writer is faster than the second try.
        while (world.objects.objects.has('state/writer.lock')) await new Promise(setImmediate);
        past = await world.policy.listVersions();
        world.time.now += 1000;
        const ended = await otherProcess(world.deps).call('DELETE', `/v1/leases/alice~${HOME}_32`, { key });
        expect(ended.status).toBe(204);
        throw new AwsUnavailableError('s3: time-out');
      },
    },
  });
  expect((await first.call('POST', '/v1/leases', { key })).status).toBe(201);
  world.time.now += 1000;
  const third = otherProcess(world.deps, { policies: lagging(world.policy, past, 3) });
  expect((await third.call('POST', '/v1/leases', { key })).status).toBe(201);
  expect(world.policy.document()).toContain(`"${HOME}/32"`);
});
