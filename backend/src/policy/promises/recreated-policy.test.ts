import { expect, test } from 'vitest';
import { runTask } from '../../tasks/run-task.ts';
import { createMemoryPolicy } from '../../testing/memory-stores.ts';
import { createTestBackend, HOME, OFFICE_POLICY, otherProcess } from '../../testing/test-backend.ts';

/** What Terraform creates again with the same ARN: another office and a further statement. */
const CREATED_AGAIN = OFFICE_POLICY.replace(
  '"Statement": [',
  '"Statement": [ { "Sid": "NoIam", "Effect": "Deny", "Action": "iam:*", "Resource": "*" },',
).replace('123.123.123.123', '198.51.100.200');

test.each([1, 5, 60, 540, 660])(
  'a policy created again %i seconds later is a new document',
  async (seconds) => {
    const world = await createTestBackend();
    const key = await world.join('alice');
    await runTask(world.deps, { task: 'reconcile' });
    world.time.now += seconds * 1000;
    const policies = createMemoryPolicy(CREATED_AGAIN, () => world.time.now);
    for (const client of [otherProcess(world.deps, { policies }), otherProcess(world.deps, { policies })]) {
      world.time.now += 1000;
      expect((await client.call('POST', '/v1/leases', { key })).status).toBeLessThan(300);
    }
    expect(policies.document()).toContain('198.51.100.200');
    expect(policies.document()).toContain('NoIam');
    expect(policies.document()).toContain(`"${HOME}/32"`);
  },
);

test('an address of a former lease that is added by hand to a policy that was created again stays', async () => {
  const world = await createTestBackend();
  const key = await world.join('alice');
  await world.call('POST', '/v1/leases', { key, body: { minutes: 10 } });
  world.time.now += 60_000;
  await world.call('POST', '/v1/leases', { key, from: '198.51.100.1' });
  world.time.now += 15 * 60_000;
  const policies = createMemoryPolicy(CREATED_AGAIN, () => world.time.now);
  world.time.now += 1000;
  await policies.createVersion(CREATED_AGAIN.replace('["', `["${HOME}/32", "`));
  world.time.now += 60_000;
  const client = otherProcess(world.deps, { policies });
  expect((await client.call('POST', '/v1/leases', { key, from: '198.51.100.2' })).status).toBe(201);
  expect(policies.document()).toContain(`"${HOME}/32"`);
});

test('a process that remembers the former policy’s versions does not write them over the new one', async () => {
  const world = await createTestBackend();
  const key = await world.join('alice');
  let policies = world.policy;
  const client = otherProcess(world.deps, {
    policies: {
      arn: world.policy.arn,
      listVersions: () => policies.listVersions(),
      getVersion: (id, createdAt) => policies.getVersion(id, createdAt),
      createVersion: (document) => policies.createVersion(document),
      deleteVersion: (id) => policies.deleteVersion(id),
    },
  });
  for (const n of [1, 2, 3]) {
    world.time.now += 1000;
    await client.call('POST', '/v1/leases', { key, from: `198.51.100.${n}` });
  }
  world.time.now += 1000;
  policies = createMemoryPolicy(CREATED_AGAIN, () => world.time.now);
  world.time.now += 1000;
  expect((await client.call('POST', '/v1/leases', { key })).status).toBe(201);
  expect(policies.document()).toContain('NoIam');
  for (const n of [1, 2, 3]) expect(policies.document()).toContain(`198.51.100.${n}/32`);
});

test('while IAM still shows the former policy, what was written over is put back before the response', async () => {
  const world = await createTestBackend();
  const key = await world.join('alice');
  for (const n of [1, 2, 3]) {
    world.time.now += 1000;
    await world.call('POST', '/v1/leases', { key, from: `198.51.100.${n}` });
  }
  world.time.now += 1000;
  const anew = createMemoryPolicy(CREATED_AGAIN, () => world.time.now);
  let lag = 3;
  let reads = 2;
  const client = otherProcess(world.deps, {
    policies: {
      arn: anew.arn,
      listVersions: () => (lag-- > 0 ? world.policy : anew).listVersions(),
      getVersion: (id, createdAt) =>
        (lag >= 0 || reads-- > 0 ? world.policy : anew).getVersion(id, createdAt),
      createVersion: (document) => anew.createVersion(document),
      deleteVersion: (id) => anew.deleteVersion(id),
    },
  });
  world.time.now += 2000;
  expect((await client.call('POST', '/v1/leases', { key })).status).toBe(201);
  expect(anew.document()).toContain('NoIam');
  expect(anew.document()).toContain('198.51.100.200');
  expect(anew.document()).toContain(`"${HOME}/32"`);
  expect(anew.document()).not.toContain('123.123.123.123');
});
