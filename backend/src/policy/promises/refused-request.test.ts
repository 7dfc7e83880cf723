import { expect, test } from 'vitest';
import { createMemory } from '../../deps.ts';
import { PolicyNotFoundError, PolicySizeError, type PolicyStore } from '../../runtime/ports.ts';
import { reconcile } from '../../tasks/reconcile.ts';
import {
  createTestBackend,
  fullPolicy,
  HOME,
  OFFICE_POLICY,
  otherProcess,
} from '../../testing/test-backend.ts';

/** A policy with room for one more address, which Bob has. */
async function createFullWorld() {
  const policy = fullPolicy(24);
  const world = await createTestBackend({ policy, baseline: policy });
  const [bob, alice] = [await world.join('bob'), await world.join('alice')];
  const granted = await world.call('POST', '/v1/leases', { key: bob, from: '198.51.100.1' });
  expect(granted.status).toBe(201);
  return { ...world, bob, alice };
}

test('a refused request does not revoke the lease that another request of the same member was told of', async () => {
  const world = await createFullWorld();
  let second: Awaited<ReturnType<typeof world.call>> | undefined;
  // The first of two requests, one for each endpoint, is refused. Before its record is deleted the room frees, and the
  // second one is granted by another process.
  let isFirst = true;
  const first = otherProcess(world.deps, {
    objects: {
      ...world.objects,
      delete: async (key, condition) => {
        await world.objects.delete(key, condition);
        if (!key.startsWith('state/') || !isFirst) return;
        isFirst = false;
        world.time.now += 50;
        await world.call('DELETE', '/v1/leases/bob~198.51.100.1_32', { key: world.bob });
        world.time.now += 50;
        second = await otherProcess(world.deps).call('POST', '/v1/leases', { key: world.alice });
      },
    },
  });
  const refused = await first.call('POST', '/v1/leases', { key: world.alice });
  expect(refused.body).toMatchObject({ code: 'policy_full' });
  expect(second?.status).toBe(201);
  world.time.now += 60_000;
  await reconcile({ ...world.deps, memory: createMemory() });
  expect(world.policy.document()).toContain(`"${HOME}/32"`);
});

test('a request whose lease another writer has applied is not refused when the baseline breaks before its own write', async () => {
  const world = await createTestBackend();
  const key = await world.join('alice');
  await world.call('POST', '/v1/leases', { key, body: { minutes: 60 } });
  world.time.now += 60_000;
  let isFirst = true;
  const process = otherProcess(world.deps, {
    objects: {
      ...world.objects,
      put: async (name, body, condition) => {
        if (name === 'state/writer.lock' && isFirst) {
          isFirst = false;
          while ((await world.objects.list('leases/alice')).length < 2) await new Promise(setImmediate);
          await reconcile({ ...world.deps, memory: createMemory() });
          await world.objects.put('baseline.json', 'broken');
        }
        return world.objects.put(name, body, condition);
      },
    },
  });
  const answer = await process.call('POST', '/v1/leases', { key, body: { minutes: 5 } });
  expect(answer.status).toBe(200);
  expect(answer.body).toMatchObject({ outcome: 'renewed' });
});

test('a baseline that breaks while a write puts an edit by hand back refuses nothing, and ends only the lease beyond the limit', async () => {
  const world = await createTestBackend({ config: { maxLeases: 2 } });
  const key = await world.join('alice');
  for (const from of ['198.51.100.1', '198.51.100.2']) await world.call('POST', '/v1/leases', { key, from });
  const edited = world.policy.document().replace('"*"', '"ec2:*"');
  let creations = 0;
  const policies: PolicyStore = {
    ...world.policy,
    createVersion: async (document) => {
      if (++creations > 1) return world.policy.createVersion(document);
      await world.policy.createVersion(edited);
      const created = await world.policy.createVersion(document);
      await world.objects.put('baseline.json', 'broken');
      return created;
    },
  };
  world.time.now += 60_000;
  const process = otherProcess(world.deps, { policies });
  expect((await process.call('POST', '/v1/leases', { key })).status).toBe(201);
  expect(world.policy.document()).toContain('ec2:*');
  expect(world.policy.document()).toContain(`"${HOME}/32"`);
  expect(world.policy.document()).toContain('198.51.100.2/32');
  expect(world.policy.document()).not.toContain('198.51.100.1/32');
});

test('a request whose lease another writer has applied is not refused when IAM shows no policy for a moment', async () => {
  const world = await createTestBackend();
  const key = await world.join('alice');
  let isFirst = true;
  const process = otherProcess(world.deps, {
    objects: {
      ...world.objects,
      put: async (name, body, condition) => {
        if (name === 'state/writer.lock' && isFirst) {
          isFirst = false;
          while ((await world.objects.list('leases/alice')).length < 1) await new Promise(setImmediate);
          await reconcile({ ...world.deps, memory: createMemory() });
        }
        return world.objects.put(name, body, condition);
      },
    },
    policies: {
      ...world.policy,
      listVersions: async () => {
        throw new PolicyNotFoundError('The policy does not exist');
      },
    },
  });
  const answer = await process.call('POST', '/v1/leases', { key });
  expect(answer.status).toBe(201);
  expect(world.policy.document()).toContain(`"${HOME}/32"`);
});

test('two requests for one address at the same moment on a full policy are both refused, and nothing stays', async () => {
  const world = await createFullWorld();
  const processes = [otherProcess(world.deps), otherProcess(world.deps)];
  const responses = await Promise.all(
    processes.map((process) => process.call('POST', '/v1/leases', { key: world.alice })),
  );
  for (const { body } of responses) expect(body).toMatchObject({ code: 'policy_full' });
  expect(await world.objects.list('leases/alice')).toEqual([]);
  expect(world.policy.document()).toContain('198.51.100.1/32');
});

test('a policy that IAM finds too large costs one refused create, no version, and leaves no record', async () => {
  const world = await createTestBackend();
  const key = await world.join('alice');
  for (let n = 1; n < 5; n++) {
    await world.call('POST', '/v1/leases', { key, from: `198.51.100.${n}` });
    world.time.now += 60_000;
  }
  const before = world.policy.ids();
  let creations = 0;
  const policies: PolicyStore = {
    ...world.policy,
    createVersion: async () => {
      creations++;
      throw new PolicySizeError('Cannot exceed quota for PolicySize: 6144');
    },
  };
  const response = await otherProcess(world.deps, { policies }).call('POST', '/v1/leases', { key });
  expect(response.body).toMatchObject({ code: 'policy_full' });
  expect(creations).toBe(1);
  expect(world.policy.ids()).toEqual(before);
  expect(await world.objects.list(`leases/alice~${HOME}`)).toEqual([]);

  // The next writer does not meet it again.
  await reconcile({ ...world.deps, policies, memory: createMemory() });
  expect(creations).toBe(1);
  for (let n = 1; n < 5; n++) expect(world.policy.document()).toContain(`198.51.100.${n}/32`);
});

test('a policy at its size limit with five versions deletes one version at most', async () => {
  const world = await createTestBackend();
  const key = await world.join('alice');
  for (let n = 2; n <= 5; n++) await world.policy.createVersion(world.policy.document());
  const policies: PolicyStore = {
    ...world.policy,
    createVersion: async () => {
      throw new PolicySizeError('Cannot exceed quota for PolicySize: 6144');
    },
  };
  const response = await otherProcess(world.deps, { policies }).call('POST', '/v1/leases', { key });
  expect(response.body).toMatchObject({ code: 'policy_full' });
  expect(world.policy.ids()).toHaveLength(4);
});

test('a refused request does not replace the oldest lease of a member who holds as many as allowed', async () => {
  const policy = fullPolicy(24 + 24);
  const world = await createTestBackend({ policy, baseline: policy, config: { maxLeases: 2 } });
  const alice = await world.join('alice');
  for (const from of ['1.2.3.4', '1.2.3.5']) {
    expect((await world.call('POST', '/v1/leases', { key: alice, from })).status).toBe(201);
    world.time.now += 60_000;
  }
  // Without the first lease there is still no room for the third one, which is spelled longer.
  const refused = await world.call('POST', '/v1/leases', { key: alice, from: '2400:4051:1111:2222::1' });
  expect(refused.body).toMatchObject({ code: 'policy_full' });
  expect(world.policy.document()).toContain('1.2.3.4/32');
  world.time.now += 60_000;
  await reconcile({ ...world.deps, memory: createMemory() });
  expect(world.policy.document()).toContain('1.2.3.4/32');
  expect(world.policy.document()).toContain('1.2.3.5/32');
  expect(await world.objects.list('leases/alice')).toHaveLength(2);
});

test('a new lease takes the place of the oldest one of a member who holds as many as allowed, on a full policy as well', async () => {
  const policy = fullPolicy(24 + 24);
  const world = await createTestBackend({ policy, baseline: policy, config: { maxLeases: 2 } });
  const alice = await world.join('alice');
  for (const from of ['198.51.100.1', '198.51.100.2', '198.51.100.3']) {
    expect((await world.call('POST', '/v1/leases', { key: alice, from })).status).toBe(201);
    world.time.now += 60_000;
  }
  expect(world.policy.document()).not.toContain('198.51.100.1/32');
});

test('an acknowledged lease that finds no room for a while keeps its record, and comes back first', async () => {
  const world = await createTestBackend();
  const [alice, bob] = [await world.join('alice'), await world.join('bob')];
  await world.call('POST', '/v1/leases', { key: alice });
  // An administrator fills the policy by hand, without the lease.
  await world.policy.createVersion(fullPolicy());
  world.time.now += 60_000;
  const refused = await otherProcess(world.deps).call('POST', '/v1/leases', {
    key: bob,
    from: '198.51.100.1',
  });
  expect(refused.body).toMatchObject({ code: 'policy_full' });
  world.time.now += 60_000;
  await reconcile({ ...world.deps, memory: createMemory() });
  expect(await world.objects.list('leases/alice')).toHaveLength(1);
  await world.policy.createVersion(fullPolicy(24));
  const again = await otherProcess(world.deps).call('POST', '/v1/leases', { key: bob, from: '198.51.100.1' });
  expect(again.body).toMatchObject({ code: 'policy_full' });
  expect(world.policy.document()).toContain(`"${HOME}/32"`);
});

test('where IAM allows less than it documents, as many new leases as fit enter, and the next click asks no refused create', async () => {
  const world = await createTestBackend();
  const keys = await Promise.all([1, 2, 3, 4].map((n) => world.join(`m${n}`)));
  const room = world.policy.document().replace(/\s/g, '').length + 2 * 18;
  let refusals = 0;
  const policies: PolicyStore = {
    ...world.policy,
    createVersion: async (document) => {
      if (document.replace(/\s/g, '').length <= room) return world.policy.createVersion(document);
      refusals++;
      throw new PolicySizeError('Cannot exceed quota for PolicySize: 6144');
    },
  };
  const process = otherProcess(world.deps, { policies });
  const responses = await Promise.all(
    keys.map((key, n) => process.call('POST', '/v1/leases', { key, from: `198.51.100.${n + 1}` })),
  );
  expect(responses.map(({ status }) => status).sort()).toEqual([201, 201, 409, 409]);
  const before = refusals;
  expect(before).toBeLessThanOrEqual(3);
  world.time.now += 60_000;
  const next = await process.call('POST', '/v1/leases', { key: keys[3] ?? '', from: '198.51.100.9' });
  expect(next.body).toMatchObject({ code: 'policy_full' });
  expect(refusals).toBe(before);
});

test('where IAM allows less than it documents, an acknowledged lease that fits comes back however many new ones do not', async () => {
  const world = await createTestBackend();
  const alice = await world.join('alice');
  await world.call('POST', '/v1/leases', { key: alice });
  await world.policy.createVersion(OFFICE_POLICY);
  const keys = await Promise.all([1, 2, 3, 4].map((n) => world.join(`m${n}`)));
  const room = OFFICE_POLICY.replace(/\s/g, '').length + 20;
  let refusals = 0;
  const policies: PolicyStore = {
    ...world.policy,
    createVersion: async (document) => {
      if (document.replace(/\s/g, '').length <= room) return world.policy.createVersion(document);
      refusals++;
      throw new PolicySizeError('Cannot exceed quota for PolicySize: 6144');
    },
  };
  const process = otherProcess(world.deps, { policies });
  await Promise.all(
    keys.map((key, n) => process.call('POST', '/v1/leases', { key, from: `198.51.100.${n + 1}` })),
  );
  expect(world.policy.document()).toContain(`"${HOME}/32"`);
  expect(refusals).toBeLessThanOrEqual(4);
});

test('a writer whose freed slot an edit by hand has taken does not ask IAM for a sixth version', async () => {
  const world = await createTestBackend();
  const key = await world.join('alice');
  for (let n = 2; n <= 5; n++) await world.policy.createVersion(world.policy.document());
  const creations: number[] = [];
  const policies: PolicyStore = {
    ...world.policy,
    createVersion: async () => {
      creations.push(world.policy.ids().length);
      await world.policy.createVersion(world.policy.document());
      throw new PolicySizeError('Cannot exceed quota for PolicySize: 6144');
    },
  };
  const process = otherProcess(world.deps, { policies });
  const other = await world.join('bob');
  const responses = await Promise.all([
    process.call('POST', '/v1/leases', { key }),
    process.call('POST', '/v1/leases', { key: other, from: '198.51.100.1' }),
  ]);
  for (const { body } of responses) expect(body).toMatchObject({ code: 'busy' });
  expect(creations).toEqual([4]);
  expect(world.policy.ids()).toHaveLength(5);
});
