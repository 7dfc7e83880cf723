import { expect, test } from 'vitest';
import { createMemory } from '../../deps.ts';
import { AwsUnavailableError } from '../../runtime/ports.ts';
import { reconcile } from '../../tasks/reconcile.ts';
import { createTestBackend, fullPolicy, HOME, otherProcess } from '../../testing/test-backend.ts';

const MINUTE = 60_000;

test('a reconcile that fails does not end the lease which a request would replace that is refused later', async () => {
  const world = await createTestBackend({ config: { maxLeases: 1 } });
  const key = await world.join('alice');
  await world.call('POST', '/v1/leases', { key });
  world.time.now += MINUTE;
  let isFirst = true;
  const process = otherProcess(world.deps, {
    objects: {
      ...world.objects,
      put: async (name, body, condition) => {
        if (name === 'state/writer.lock' && isFirst) {
          isFirst = false;
          while ((await world.objects.list('leases/alice')).length < 2) await new Promise(setImmediate);
          await world.objects.put('baseline.json', 'broken');
          await expect(reconcile({ ...world.deps, memory: createMemory() })).rejects.toThrow('baseline');
        }
        return world.objects.put(name, body, condition);
      },
    },
  });
  const refused = await process.call('POST', '/v1/leases', { key, from: '198.51.100.1' });
  expect(refused.body).toMatchObject({ code: 'baseline_invalid' });
  await world.objects.put('baseline.json', world.policy.document().replace(`, "${HOME}/32"`, ''));
  world.time.now += MINUTE;
  await reconcile({ ...world.deps, memory: createMemory() });
  expect(world.policy.document()).toContain(`"${HOME}/32"`);
});

test.each(['policy_full', 'baseline_invalid'])(
  "a request that is refused with %s ends no older lease beyond the member's own limit",
  async (code) => {
    const policy = fullPolicy(24);
    const world = await createTestBackend({ policy, baseline: policy });
    const key = await world.join('alice', { limits: { maxLeases: 1 } });
    expect((await world.call('POST', '/v1/leases', { key, from: '1.2.3.4' })).status).toBe(201);
    world.time.now += MINUTE;
    const process = otherProcess(world.deps, {
      objects: {
        ...world.objects,
        put: async (name, body, condition) => {
          const isBreaking = name === 'state/writer.lock' && code === 'baseline_invalid';
          if (isBreaking) await world.objects.put('baseline.json', 'broken');
          return world.objects.put(name, body, condition);
        },
      },
    });
    const refused = await process.call('POST', '/v1/leases', { key, from: '2400:4051:1111:2222::1' });
    expect(refused.body).toMatchObject({ code });
    await world.objects.put('baseline.json', policy);
    world.time.now += MINUTE;
    await reconcile({ ...world.deps, memory: createMemory() });
    expect(world.policy.document()).toContain('1.2.3.4/32');
    expect(world.lines.some((line) => line.includes('"replaced"'))).toBe(false);
  },
);

test('a new lease leaves the room that an acknowledged one needs, although its address is still in an older version', async () => {
  const policy = fullPolicy(24);
  const world = await createTestBackend({ policy, baseline: policy });
  const [alice, bob] = [await world.join('alice'), await world.join('bob')];
  await world.call('POST', '/v1/leases', { key: alice, from: '198.51.100.1', body: { minutes: 1 } });
  world.time.now += 2 * MINUTE;
  await world.call('POST', '/v1/leases', { key: bob, from: '198.51.100.2' });
  expect(world.policy.document()).not.toContain('198.51.100.1/32');
  world.policy.setDefault('v2');
  world.time.now += MINUTE;
  const again = await otherProcess(world.deps).call('POST', '/v1/leases', {
    key: alice,
    from: '198.51.100.1',
  });
  expect(again.body).toMatchObject({ code: 'policy_full' });
  expect(world.policy.document()).toContain('198.51.100.2/32');
  expect(world.policy.document()).not.toContain('198.51.100.1/32');
});

test('an address that an administrator adds while its lease waits keeps its room', async () => {
  const policy = fullPolicy(24);
  const world = await createTestBackend({ policy, baseline: policy });
  const [alice, bob] = [await world.join('alice'), await world.join('bob')];
  expect((await world.call('POST', '/v1/leases', { key: alice, from: '1.2.3.4' })).status).toBe(201);
  const failing = otherProcess(world.deps, {
    policies: {
      ...world.policy,
      listVersions: async () => {
        throw new AwsUnavailableError('iam: Throttling', { answered: true });
      },
    },
  });
  await failing.call('POST', '/v1/leases', { key: bob, from: '1.2.3.5' });
  world.time.now += MINUTE;
  await world.policy.createVersion(world.policy.document().replace('1.2.3.4/32', '1.2.3.5/32'));
  world.time.now += MINUTE;
  await reconcile({ ...world.deps, memory: createMemory() });
  expect(world.policy.document()).toContain('1.2.3.5/32');
});
