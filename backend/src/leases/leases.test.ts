import { expect, test } from 'vitest';
import { createMemory } from '../deps.ts';
import { reconcile } from '../tasks/reconcile.ts';
import { reset } from '../tasks/reset.ts';
import {
  createClient,
  createTestBackend,
  fullPolicy,
  HOME,
  NOON,
  OFFICE_POLICY,
  otherProcess,
} from '../testing/test-backend.ts';

const HOUR = 3_600_000;

test('a renewal keeps the id, returns 200 and moves the end', async () => {
  const world = await createTestBackend();
  const key = await world.join('a');
  const first = await world.call('POST', '/v1/leases', { key, body: { minutes: 30 } });
  world.time.now += 60_000;
  const second = await world.call('POST', '/v1/leases', { key, body: { minutes: 60 } });
  expect([first.status, second.status]).toEqual([201, 200]);
  expect(second.body).toMatchObject({
    outcome: 'renewed',
    lease: { id: 'a~203.0.113.7_32', endsAt: new Date(NOON + 61 * 60_000).toISOString() },
    policy: { version: 'v2' },
  });
});

test('after the clock was set back a renewal still counts', async () => {
  const world = await createTestBackend();
  const key = await world.join('a');
  await world.call('POST', '/v1/leases', { key });
  await world.call('DELETE', '/v1/leases/a~203.0.113.7_32', { key });
  world.time.now = NOON - HOUR;
  const answer = await world.call('POST', '/v1/leases', { key });
  expect(answer.status).toBe(201);
  expect(world.policy.document()).toContain('203.0.113.7/32');
});

test('ended leases leave with the next reconcile, and their records a day later', async () => {
  const world = await createTestBackend();
  const key = await world.join('a');
  await world.call('POST', '/v1/leases', { key, body: { minutes: 10 } });
  world.time.now += 11 * 60_000;
  expect(await reconcile(world.deps)).toMatchObject({ removed: ['203.0.113.7/32'] });
  expect(world.policy.document()).not.toContain('203.0.113.7/32');
  expect(world.lines.filter((line) => line.includes('"expired"'))).toHaveLength(1);
  expect(await world.objects.list('leases/')).toHaveLength(1);
  world.time.now += 25 * HOUR;
  await reconcile(world.deps);
  expect(await world.objects.list('leases/')).toHaveLength(0);
});

test('a lease that was ended by a process that died gets its event from the writer that removes it', async () => {
  const world = await createTestBackend();
  const key = await world.join('a');
  await world.call('POST', '/v1/leases', { key });
  await world.objects.put('leases/a~203.0.113.7_32/001795424401000-001795424401000', '{}');
  world.time.now += 2000;
  const revoked = () => world.lines.filter((line) => line.includes('"revoked"'));
  expect(await reconcile(world.deps)).toMatchObject({ removed: ['203.0.113.7/32'] });
  expect(revoked().map((line) => JSON.parse(line))).toMatchObject([
    { memberId: 'a', cidr: '203.0.113.7/32', versionBefore: 'v2', versionAfter: 'v3' },
  ]);
  await reconcile(world.deps);
  expect(revoked()).toHaveLength(1);
});

test('a lease that is ended or replaced by the request at hand is traced once', async () => {
  const world = await createTestBackend();
  const key = await world.join('a', { limits: { maxLeases: 1 } });
  await world.call('POST', '/v1/leases', { key });
  world.time.now += 2000;
  await world.call('POST', '/v1/leases', { key, from: '203.0.113.8' });
  world.time.now += 2000;
  await world.call('DELETE', '/v1/leases/a~203.0.113.8_32', { key });
  const names = world.lines.map((line): unknown => JSON.parse(line).event);
  expect(names.filter((name) => name === 'replaced' || name === 'revoked')).toEqual(['replaced', 'revoked']);
});

test('an entry whose record is older than a day leaves all the same', async () => {
  const world = await createTestBackend();
  await world.call('POST', '/v1/leases', { key: await world.join('a'), body: { minutes: 10 } });
  world.time.now += 48 * HOUR;
  await reconcile(world.deps);
  expect(world.policy.document()).not.toContain('203.0.113.7/32');
});

test('a reconcile with nothing to do changes nothing', async () => {
  const world = await createTestBackend();
  await reconcile(world.deps);
  await reconcile(world.deps);
  expect(world.policy.ids()).toEqual(['v1']);
  expect(world.policy.document()).toBe(OFFICE_POLICY);
});

test('a reset twice changes nothing more, and keeps the lease that outlives it', async () => {
  const world = await createTestBackend();
  world.time.now = Date.parse('2026-11-23T14:50:00.000Z');
  await world.call('POST', '/v1/leases', { key: await world.join('a') });
  world.time.now = Date.parse('2026-11-23T15:00:00.000Z');
  const first = await reset(world.deps, 'r1');
  const second = await reset(world.deps, 'r2');
  expect(world.policy.document()).toContain('203.0.113.7/32');
  expect(second.versionAfter).toBe(first.versionAfter);
});

test('without minutes a lease lasts until the next reset, on a day of 25 hours too', async () => {
  const world = await createTestBackend({ config: { timeZone: 'Europe/Berlin' } });
  world.time.now = Date.parse('2026-10-24T22:00:00.000Z');
  const answer = await world.call('POST', '/v1/leases', { key: await world.join('a') });
  expect(answer.body).toMatchObject({ lease: { endsAt: '2026-10-25T23:00:00.000Z' } });
});

test('a seventh lease replaces the oldest; a stricter limit of the member counts', async () => {
  const world = await createTestBackend();
  const [six, two] = [await world.join('six'), await world.join('two', { limits: { maxLeases: 2 } })];
  for (let n = 1; n <= 7; n++) {
    world.time.now += 1000;
    await world.call('POST', '/v1/leases', { key: six, from: `198.51.100.${n}` });
  }
  for (let n = 11; n <= 13; n++) {
    world.time.now += 1000;
    await world.call('POST', '/v1/leases', { key: two, from: `198.51.100.${n}` });
  }
  const document = world.policy.document();
  for (const n of [2, 3, 4, 5, 6, 7, 12, 13]) expect(document).toContain(`"198.51.100.${n}/32"`);
  for (const n of [1, 11]) expect(document).not.toContain(`"198.51.100.${n}/32"`);
  expect(world.lines.filter((line) => line.includes('"replaced"'))).toHaveLength(2);
});

test('an address that the baseline covers has the outcome "covered" and leaves nothing behind', async () => {
  const world = await createTestBackend();
  const answer = await world.call('POST', '/v1/leases', {
    key: await world.join('a'),
    from: '123.123.123.123',
  });
  expect(answer.status).toBe(200);
  expect(answer.body).toMatchObject({
    outcome: 'covered',
    entry: '123.123.123.123/32',
    policy: { version: 'v1' },
  });
  expect(await world.objects.list('leases/')).toEqual([]);
});

test('an IPv6 address lets its /64 in', async () => {
  const world = await createTestBackend();
  const answer = await world.call('POST', '/v1/leases', {
    key: await world.join('a'),
    from: '2001:db8:1:2:3::4',
  });
  expect(answer.body).toMatchObject({ lease: { id: 'a~2001-db8-1-2--_64', cidr: '2001:db8:1:2::/64' } });
  expect(world.policy.document()).toContain('2001:db8:1:2::/64');
});

test('a full policy: the newcomer hears when a slot frees and leaves nothing live; holders keep and renew', async () => {
  const world = await createTestBackend({ policy: fullPolicy(90) });
  const holders: string[] = [];
  let refused: Awaited<ReturnType<typeof world.call>> | undefined;
  for (let n = 1; !refused; n++) {
    world.time.now += 1000;
    const key = await world.join(`m${n}`);
    const answer = await world.call('POST', '/v1/leases', { key, from: `198.51.100.${n}` });
    if (answer.status === 201) holders.push(key);
    else refused = answer;
  }
  expect(holders.length).toBeGreaterThan(2);
  expect(refused.status).toBe(409);
  expect(refused.body).toMatchObject({ code: 'policy_full', retryAt: '2026-11-23T15:00:00.000Z' });
  expect(world.policy.document()).not.toContain(`198.51.100.${holders.length + 1}/32`);

  const renewed = await otherProcess(world.deps).call('POST', '/v1/leases', {
    key: holders[0] ?? '',
    from: '198.51.100.1',
  });
  expect(renewed.body).toMatchObject({ outcome: 'renewed' });
  world.time.now += 1000;
  await reconcile(world.deps);
  for (const n of holders.keys()) expect(world.policy.document()).toContain(`"198.51.100.${n + 1}/32"`);
});

test("DELETE ends the lease; twice is fine; another member's is not found", async () => {
  const world = await createTestBackend();
  const [a, b] = [await world.join('a'), await world.join('b')];
  await world.call('POST', '/v1/leases', { key: a, from: HOME });
  const id = 'a~203.0.113.7_32';
  expect((await world.call('DELETE', `/v1/leases/${id}`, { key: b })).status).toBe(404);
  expect((await world.call('DELETE', `/v1/leases/${id}`, { key: a })).status).toBe(204);
  expect(world.policy.document()).not.toContain('203.0.113.7/32');
  expect((await world.call('DELETE', `/v1/leases/${id}`, { key: a })).status).toBe(204);
  expect((await world.call('GET', '/v1/leases', { key: a })).body).toEqual({ leases: [] });
});

function createGate() {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open: () => open(), opened };
}

test('a request that was told "busy" does not end the lease that another request was told of since', async () => {
  const world = await createTestBackend();
  const key = await world.join('a');
  const giveUps: (() => void)[] = [];
  const revocation = createGate();
  const refusal = createGate();
  let isFirst = true;
  const process = createClient({
    ...world.deps,
    memory: createMemory(),
    clock: {
      ...world.deps.clock,
      sleep: (milliseconds, signal) =>
        milliseconds > 10_000
          ? new Promise((resolve) => giveUps.push(resolve))
          : world.deps.clock.sleep(milliseconds, signal),
    },
    objects: {
      ...world.objects,
      list: async (prefix) => {
        if (prefix === 'leases/' && isFirst) await revocation.opened;
        return world.objects.list(prefix);
      },
      put: async (name, body, condition) => {
        const stored = await world.objects.put(name, body, condition);
        const [, at, endsAt] = /^leases\/.*\/(\d+)-(\d+)$/.exec(name) ?? [];
        if (at !== undefined && at === endsAt) revocation.open();
        return stored;
      },
    },
    policies: {
      ...world.policy,
      createVersion: async (document) => {
        if (isFirst) await refusal.opened;
        isFirst = false;
        return world.policy.createVersion(document);
      },
    },
  });
  const pressed = process.call('POST', '/v1/leases', { key });
  while ((await world.objects.list('leases/')).length === 0) await new Promise(setImmediate);
  world.time.now += 1000;
  const ended = process.call('DELETE', '/v1/leases/a~203.0.113.7_32', { key });
  while (giveUps.length < 2) await new Promise(setImmediate);
  giveUps[1]?.();
  expect((await ended).status).toBe(503);
  refusal.open();
  expect((await pressed).status).toBe(201);
  for (let n = 0; n < 200; n++) await new Promise(setImmediate);
  expect(world.policy.document()).toContain('203.0.113.7/32');
});
