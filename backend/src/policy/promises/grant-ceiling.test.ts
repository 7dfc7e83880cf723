import { expect, test } from 'vitest';
import { createMemory } from '../../deps.ts';
import { AwsUnavailableError } from '../../runtime/ports.ts';
import { reconcile } from '../../tasks/reconcile.ts';
import { createTestBackend, HOME, otherProcess } from '../../testing/test-backend.ts';

const MINUTE = 60_000;

test('a member who floods with ever new networks over many processes gets 30 grants in ten minutes', async () => {
  const world = await createTestBackend();
  const key = await world.join('mallory');
  const statuses: number[] = [];
  let retryAfter: string | null = null;
  for (let n = 0; n < 36; n++) {
    world.time.now += 500;
    const process = otherProcess(world.deps);
    const response = await process.call('POST', '/v1/leases', {
      key,
      from: `2001:db8:1:${n.toString(16)}::1`,
    });
    statuses.push(response.status);
    if (response.status === 429) retryAfter = response.headers.get('retry-after');
  }
  expect(statuses.filter((status) => status === 201)).toHaveLength(30);
  expect(new Set(statuses.slice(30))).toEqual(new Set([429]));
  expect(Number(retryAfter)).toBeGreaterThan(500);
  expect(Number(world.policy.version().slice(1))).toBeLessThanOrEqual(31);
  const records = await world.objects.list('leases/');
  expect(records.length).toBeLessThanOrEqual(30);

  // Other members go on, and so does this one when the ten minutes are over.
  const other = await world.join('hanako');
  expect((await world.call('POST', '/v1/leases', { key: other, from: '198.51.100.1' })).status).toBe(201);
  world.time.now += 10 * MINUTE;
  expect((await world.call('POST', '/v1/leases', { key, from: '198.51.100.2' })).status).toBe(201);
});

test('a process that knows of a reached ceiling refuses without writing anything', async () => {
  const world = await createTestBackend({ config: { memberGrants: 2 } });
  const key = await world.join('mallory');
  for (const n of [1, 2, 3]) {
    world.time.now += 1000;
    await world.call('POST', '/v1/leases', { key, from: `198.51.100.${n}` });
  }
  const before = [...world.objects.objects.keys()].length;
  const response = await world.call('POST', '/v1/leases', { key, from: '198.51.100.4' });
  expect(response.body).toMatchObject({ code: 'rate_limited' });
  expect([...world.objects.objects.keys()]).toHaveLength(before);
});

test('a member who renews every four minutes leaves a few records, not hundreds', async () => {
  const world = await createTestBackend();
  const key = await world.join('hanako');
  for (let n = 0; n < 60; n++) {
    world.time.now += 4 * MINUTE;
    expect((await world.call('POST', '/v1/leases', { key })).status).toBeLessThan(300);
    if (n % 2 === 0) await reconcile({ ...world.deps, memory: createMemory() });
  }
  expect((await world.objects.list('leases/')).length).toBeLessThanOrEqual(6);
});

test('leases that were replaced leave one record each after a reconcile', async () => {
  const world = await createTestBackend();
  const key = await world.join('hanako');
  for (let round = 0; round < 4; round++) {
    for (let n = 0; n < 10; n++) {
      world.time.now += MINUTE;
      await world.call('POST', '/v1/leases', { key, from: `198.51.100.${n}` });
    }
    await reconcile(world.deps);
  }
  world.time.now += 15 * MINUTE;
  await reconcile(world.deps);
  await reconcile(world.deps);
  expect((await world.objects.list('leases/')).length).toBeLessThanOrEqual(10);
  expect(world.policy.document().match(/198\.51\.100\.\d/g)).toHaveLength(6);
});

test('a request whose record was put a second time, above one that is dated ahead of it, counts once', async () => {
  const world = await createTestBackend({ config: { memberGrants: 4 } });
  const key = await world.join('hanako');
  for (let n = 0; n < 2; n++) {
    await world.call('POST', '/v1/leases', { key });
    // The process that ends the lease has a clock that is ahead.
    world.time.now += 1000;
    await world.call('DELETE', `/v1/leases/hanako~${HOME}_32`, { key });
    world.time.now -= 500;
    expect((await world.call('POST', '/v1/leases', { key })).status).toBe(201);
    world.time.now += 10_000;
    await world.call('DELETE', `/v1/leases/hanako~${HOME}_32`, { key });
    world.time.now += 1000;
  }
  const fifth = await world.call('POST', '/v1/leases', { key });
  expect(fifth.body).toMatchObject({ code: 'rate_limited' });
});

test('a lease beyond the ceiling leaves, with an event, although no state records the version that brought it', async () => {
  const world = await createTestBackend({ config: { memberGrants: 1 } });
  const key = await world.join('hanako');
  await world.call('POST', '/v1/leases', { key, from: '198.51.100.1' });
  world.time.now += MINUTE;
  const generous = { ...world.deps, config: { ...world.deps.config, memberGrants: 2 } };
  const stopping = otherProcess(generous, {
    objects: {
      ...world.objects,
      put: async (name, body, condition) => {
        if (name === 'state/applied.json') throw new AwsUnavailableError('s3: no response');
        return world.objects.put(name, body, condition);
      },
    },
  });
  await stopping.call('POST', '/v1/leases', { key });
  expect(world.policy.document()).toContain(HOME);
  world.time.now += MINUTE;
  const from = world.lines.length;
  await reconcile({ ...world.deps, memory: createMemory() });
  expect(world.policy.document()).not.toContain(HOME);
  const refused = world.lines.slice(from).filter((line) => line.includes('"refused"'));
  expect(refused).toHaveLength(1);
  expect(refused[0]).toContain(`"memberId":"hanako","cidr":"${HOME}/32"`);
});
