import { expect, test } from 'vitest';
import { proposeFromLive } from '../../admin/policy/baseline.ts';
import { explainLive } from '../../admin/policy/explain-live.ts';
import { createMemory } from '../../deps.ts';
import { AwsUnavailableError } from '../../runtime/ports.ts';
import { reconcile } from '../../tasks/reconcile.ts';
import { reset } from '../../tasks/reset.ts';
import { createTestBackend, HOME, OFFICE_POLICY, otherProcess } from '../../testing/test-backend.ts';

const MINUTE = 60_000;
const WITH_HOME = OFFICE_POLICY.replace('"123.123.123.123/32"', `"123.123.123.123/32", "${HOME}/32"`);

type TestBackend = Awaited<ReturnType<typeof createTestBackend>>;

function later(world: TestBackend, minutes: number) {
  world.time.now += minutes * MINUTE;
  return reconcile({ ...world.deps, memory: createMemory() });
}

function eventsOf(world: TestBackend, from = 0): readonly string[] {
  return world.lines.slice(from).map((line): string => JSON.parse(line).event);
}

/** A lease of ten minutes that has expired and left. */
async function createAfterLease() {
  const world = await createTestBackend();
  const key = await world.join('alice');
  await world.call('POST', '/v1/leases', { key, body: { minutes: 10 } });
  await later(world, 11);
  expect(world.policy.document()).not.toContain(HOME);
  return { world, key };
}

test('an address that an administrator adds by hand stays, although a lease for it ended a minute ago', async () => {
  const { world } = await createAfterLease();
  world.time.now += MINUTE;
  await world.policy.createVersion(WITH_HOME);
  for (let n = 0; n < 4; n++) await later(world, 5);
  expect(world.policy.document()).toContain(HOME);
  expect(eventsOf(world).filter((event) => event === 'expired')).toHaveLength(1);
  expect(eventsOf(world)).toContain('policy_edited');
});

test('it stays while Genkan writes other leases and a new lease for the same address comes and ends, until the reset', async () => {
  const { world, key } = await createAfterLease();
  world.time.now += MINUTE;
  await world.policy.createVersion(WITH_HOME);
  world.time.now += MINUTE;
  await world.call('POST', '/v1/leases', { key, from: '198.51.100.1' });
  await world.call('POST', '/v1/leases', { key, body: { minutes: 5 } });
  await later(world, 6);
  expect(world.policy.document()).toContain(HOME);
  const report = await reset(world.deps, 'r');
  expect(report.drift.added).toEqual([`${HOME}/32`]);
  expect(world.policy.document()).not.toContain(HOME);
  await later(world, 5);
  expect(world.policy.document()).not.toContain(HOME);
});

test('a leased address that an edit of something else carries along still leaves with its lease', async () => {
  const world = await createTestBackend();
  const key = await world.join('alice');
  await world.call('POST', '/v1/leases', { key, body: { minutes: 10 } });
  world.time.now += MINUTE;
  await world.policy.createVersion(world.policy.document().replace('"*"', '"ec2:*"'));
  await later(world, 1);
  await later(world, 10);
  expect(world.policy.document()).not.toContain(HOME);
  expect(world.policy.document()).toContain('ec2:*');
});

test('an older version that an administrator makes the default again does not keep an expired lease alive', async () => {
  const { world } = await createAfterLease();
  world.policy.setDefault('v2');
  expect(world.policy.document()).toContain(HOME);
  await later(world, 5);
  expect(world.policy.document()).not.toContain(HOME);
});

test('a leased address that was removed by hand comes back with the next write, with an event that says so', async () => {
  const world = await createTestBackend();
  const key = await world.join('alice');
  await world.call('POST', '/v1/leases', { key });
  await world.policy.createVersion(OFFICE_POLICY);
  const from = world.lines.length;
  await later(world, 5);
  expect(world.policy.document()).toContain(HOME);
  const restored = world.lines.slice(from).filter((line) => line.includes('"restored"'));
  expect(restored).toHaveLength(1);
  expect(restored[0]).toContain('genkan lease revoke');
  expect(restored[0]).toContain(`${HOME}/32`);
});

test('an ended lease that is the last address of a list leaves, and the baseline’s addresses come back', async () => {
  const world = await createTestBackend();
  const key = await world.join('alice');
  await world.call('POST', '/v1/leases', { key, body: { minutes: 10 } });
  await world.policy.createVersion(OFFICE_POLICY.replace('123.123.123.123', HOME));
  await later(world, 11);
  expect(world.policy.document()).toBe(OFFICE_POLICY);
  const events = world.lines.map((line): { event: string; level?: string } => JSON.parse(line));
  expect(events.filter(({ event }) => event === 'list_restored')).toHaveLength(2);
  // One of them is for the alarm.
  expect(events.some(({ event, level }) => event === 'list_restored' && level === 'error')).toBe(true);
  await later(world, 5);
  expect(world.policy.document()).toBe(OFFICE_POLICY);
});

test('an address that was added by hand is an edit to the command line too, not an ended lease on its way out', async () => {
  const { world } = await createAfterLease();
  world.time.now += MINUTE;
  await world.policy.createVersion(WITH_HOME);
  await later(world, 30);
  const { drift, changes } = await explainLive(world.deps);
  expect(drift.added).toEqual([`${HOME}/32`]);
  expect(changes).toMatchObject([{ what: `${HOME}/32`, by: 'hand' }]);
  expect(await proposeFromLive(world.deps)).toContain(HOME);
});

test.each([
  ['that a failed write would have brought', 1],
  ['that two failed writes would have brought, the second without it', 2],
])('an address that is added by hand stays, although there was a lease for it %s', async (_, failures) => {
  const world = await createTestBackend();
  const [alice, bob] = [await world.join('alice'), await world.join('bob')];
  await world.call('POST', '/v1/leases', { key: bob, from: '198.51.100.1' });
  const failing = otherProcess(world.deps, {
    policies: {
      ...world.policy,
      createVersion: async () => {
        throw new AwsUnavailableError('iam: Throttling', { answered: true });
      },
    },
  });
  await failing.call('POST', '/v1/leases', { key: alice, body: { minutes: 1 } });
  world.time.now += 2 * MINUTE;
  if (failures > 1) await failing.call('POST', '/v1/leases', { key: bob, from: '198.51.100.2' });
  const edited = world.policy.document().replace('["', `["${HOME}/32", "`);
  world.time.now += MINUTE;
  await world.policy.createVersion(edited);
  await later(world, 1);
  await later(world, 5);
  expect(world.policy.document()).toContain(HOME);
  expect(world.policy.document()).toContain('198.51.100.1/32');
});

test('a leased address leaves with its lease, although an edit lies on the version that brought it and that was not confirmed', async () => {
  const world = await createTestBackend();
  const key = await world.join('alice');
  let writes = 0;
  const unconfirmed = otherProcess(world.deps, {
    objects: {
      ...world.objects,
      put: async (name, body, condition) => {
        if (name === 'state/applied.json' && ++writes > 1) throw new AwsUnavailableError('s3: no response');
        return world.objects.put(name, body, condition);
      },
    },
  });
  await unconfirmed.call('POST', '/v1/leases', { key, body: { minutes: 10 } });
  world.time.now += MINUTE;
  await world.policy.createVersion(world.policy.document().replace('"*"', '"ec2:*"'));
  await later(world, 11);
  expect(world.policy.document()).not.toContain(HOME);
  expect(world.policy.document()).toContain('ec2:*');
});

test('an edit by hand with the very document of a late create, which another version has replaced since, is an edit', async () => {
  const world = await createTestBackend();
  const key = await world.join('alice');
  const late = otherProcess(world.deps, {
    policies: {
      ...world.policy,
      createVersion: async (document) => {
        await world.policy.createVersion(document);
        throw new AwsUnavailableError('iam: time-out');
      },
    },
  });
  await late.call('POST', '/v1/leases', { key, body: { minutes: 1 } });
  const granted = world.policy.document();
  expect(granted).toContain(HOME);
  await later(world, 1.1);
  expect(world.policy.document()).not.toContain(HOME);
  world.time.now += 5_000;
  await world.policy.createVersion(granted);
  await later(world, 0.5);
  await later(world, 5);
  expect(world.policy.document()).toContain(HOME);
});

test('an edit by hand with the very document of a lost create is an edit once that create can no longer land', async () => {
  const world = await createTestBackend();
  const key = await world.join('alice');
  const lost = otherProcess(world.deps, {
    policies: {
      ...world.policy,
      createVersion: async (document) => {
        lostDocument = document;
        throw new AwsUnavailableError('timed out');
      },
    },
  });
  let lostDocument = '';
  const body = { minutes: 1 };
  expect((await lost.call('POST', '/v1/leases', { key, body })).status).toBe(503);
  await later(world, 1.5);
  world.time.now += MINUTE;
  await world.policy.createVersion(lostDocument);
  await later(world, 1);
  await later(world, 5);
  expect(world.policy.document()).toContain(HOME);
});

test('an address that is added by hand in the second after its lease was replaced and expired stays', async () => {
  const world = await createTestBackend({ config: { maxLeases: 1 } });
  const key = await world.join('alice');
  await world.call('POST', '/v1/leases', { key, body: { minutes: 1 } });
  world.time.now += 10_000;
  await world.call('POST', '/v1/leases', { key, from: '198.51.100.1' });
  expect(world.policy.document()).not.toContain(HOME);
  world.time.now += 52_000;
  await world.policy.createVersion(
    world.policy.document().replace('"198.51.100.1/32"', `"198.51.100.1/32", "${HOME}/32"`),
  );
  await later(world, 1);
  expect(world.policy.document()).toContain(HOME);
});

test('an address that was added by hand stays when another edit slips in with the document of the write under way', async () => {
  const { world, key } = await createAfterLease();
  for (const id of ['v1', 'v2']) await world.policy.deleteVersion(id);
  world.time.now += MINUTE;
  await world.policy.createVersion(WITH_HOME);
  world.time.now += MINUTE;
  let isFirst = true;
  const process = otherProcess(world.deps, {
    policies: {
      ...world.policy,
      createVersion: async (document) => {
        if (isFirst) await world.policy.createVersion(document);
        isFirst = false;
        return world.policy.createVersion(document);
      },
    },
  });
  const response = await process.call('POST', '/v1/leases', { key, from: '198.51.100.1' });
  expect(response.status).toBe(201);
  await later(world, 5);
  expect(world.policy.document()).toContain(HOME);
});

test('an expired lease that an edit carries along leaves, although IAM refused to create the first version without it', async () => {
  const world = await createTestBackend();
  const key = await world.join('alice');
  await world.call('POST', '/v1/leases', { key, body: { minutes: 10 } });
  world.time.now += 11 * MINUTE;
  await world.policy.createVersion(world.policy.document().replace('"*"', '"ec2:*"'));
  const createVersion = async () => {
    throw new AwsUnavailableError('iam: Throttling', { answered: true });
  };
  for (let n = 0; n < 2; n++) {
    const deps = { ...world.deps, policies: { ...world.policy, createVersion }, memory: createMemory() };
    await expect(reconcile(deps)).rejects.toThrow('Throttling');
    expect(world.policy.document()).toContain(HOME);
  }
  await later(world, 1);
  expect(world.policy.document()).not.toContain(HOME);
  expect(world.policy.document()).toContain('ec2:*');
});

test('an address that is added by hand stays, although the response to the version that took its lease out was lost', async () => {
  const world = await createTestBackend();
  const key = await world.join('alice');
  await world.call('POST', '/v1/leases', { key, body: { minutes: 10 } });
  world.time.now += 11 * MINUTE;
  const createVersion = async (document: string) => {
    await world.policy.createVersion(document);
    throw new AwsUnavailableError('iam: time-out');
  };
  const deps = { ...world.deps, policies: { ...world.policy, createVersion }, memory: createMemory() };
  await expect(reconcile(deps)).rejects.toThrow('time-out');
  expect(world.policy.document()).toBe(OFFICE_POLICY);
  await world.policy.createVersion(WITH_HOME);
  for (let n = 0; n < 3; n++) await later(world, 5);
  expect(world.policy.document()).toContain(HOME);
});
