import { expect, test } from 'vitest';
import { createMemory } from '../../deps.ts';
import { AwsUnavailableError, type PolicyStore } from '../../runtime/ports.ts';
import { reconcile } from '../../tasks/reconcile.ts';
import { createTestBackend, HOME, otherProcess } from '../../testing/test-backend.ts';

/** A world in which Bob's lease has a record and no writer has applied it. */
async function createWorldWithWaitingLease() {
  const world = await createTestBackend();
  const [alice, bob] = [await world.join('alice'), await world.join('bob')];
  await reconcile(world.deps);
  const failing: PolicyStore = {
    ...world.policy,
    listVersions: async () => {
      throw new AwsUnavailableError('iam: Throttling', { answered: true });
    },
  };
  const { status } = await otherProcess(world.deps, { policies: failing }).call('POST', '/v1/leases', {
    key: bob,
    from: '198.51.100.1',
  });
  expect(status).toBe(503);
  return { ...world, alice };
}

/** The audit events so far that name this address as one that entered. */
function entriesOf(lines: readonly string[], cidr: string): readonly string[] {
  return lines.filter(
    (line) => line.includes(`"cidr":"${cidr}"`) && /"event":"(applied|granted)"/.test(line),
  );
}

test('an address that an edit carries along from a version of the write under way has an event', async () => {
  const world = await createWorldWithWaitingLease();
  let creations = 0;
  const policies: PolicyStore = {
    ...world.policy,
    createVersion: async (document) => {
      creations++;
      // The second edit lies on the version that this write created first.
      if (creations <= 2) {
        await world.policy.createVersion(
          world.policy.document().replace('["', `["192.0.2.${creations}/32", "`),
        );
      }
      return world.policy.createVersion(document);
    },
  };
  const answer = await otherProcess(world.deps, { policies }).call('POST', '/v1/leases', {
    key: world.alice,
  });
  expect(answer.status).toBe(201);
  expect(creations).toBe(3);
  expect(world.policy.document()).toContain('198.51.100.1/32');
  expect(world.policy.document()).toContain('192.0.2.2/32');
  expect(entriesOf(world.lines, '198.51.100.1/32')).toHaveLength(1);
});

test('the addresses of a version whose state could not be recorded have events', async () => {
  const world = await createWorldWithWaitingLease();
  const process = otherProcess(world.deps, {
    objects: {
      ...world.objects,
      put: async (name, body, condition) => {
        if (name === 'state/applied.json') {
          throw new AwsUnavailableError('s3: SlowDown', { answered: true });
        }
        return world.objects.put(name, body, condition);
      },
    },
  });
  const answer = await process.call('POST', '/v1/leases', { key: world.alice });
  expect(answer.status).toBe(503);
  expect(world.policy.document()).toContain(`"${HOME}/32"`);
  expect(entriesOf(world.lines, '198.51.100.1/32')).toHaveLength(1);
  expect(entriesOf(world.lines, `${HOME}/32`)).toHaveLength(1);
});

/** IAM creates the version, and its response is lost. */
function losingResponses(policies: PolicyStore): PolicyStore {
  return {
    ...policies,
    createVersion: async (document) => {
      await policies.createVersion(document);
      throw new AwsUnavailableError('iam: time-out', { answered: false });
    },
  };
}

test('the changes of a version whose response was lost have events when the next writer finds it', async () => {
  const world = await createWorldWithWaitingLease();
  await world.call('POST', '/v1/leases', { key: world.alice, from: '198.51.100.2', body: { minutes: 1 } });
  world.time.now += 5 * 60_000;
  const process = otherProcess(world.deps, { policies: losingResponses(world.policy) });
  expect((await process.call('POST', '/v1/leases', { key: world.alice })).status).toBe(503);
  expect(world.policy.version()).toBe('v3');
  expect(world.policy.document()).toContain(`"${HOME}/32"`);
  expect(world.policy.document()).not.toContain('198.51.100.2/32');
  world.lines.length = 0;
  world.time.now += 5 * 60_000;
  await reconcile({ ...world.deps, memory: createMemory() });
  const events = world.lines.filter((line) => line.includes('"versionAfter":"v3"'));
  expect(events.filter((line) => /"expired".*"198\.51\.100\.2\/32"/.test(line))).toHaveLength(1);
  expect(entriesOf(events, `${HOME}/32`)).toHaveLength(1);
  expect(events).toHaveLength(2);
  world.lines.length = 0;
  await reconcile({ ...world.deps, memory: createMemory() });
  expect(world.lines.some((line) => line.includes('"versionAfter":"v3"') && line.includes('cidr'))).toBe(
    false,
  );
});

test('the changes of a version whose response was lost have events although an edit by hand lies on it', async () => {
  const world = await createWorldWithWaitingLease();
  await reconcile(world.deps);
  const process = otherProcess(world.deps, { policies: losingResponses(world.policy) });
  expect((await process.call('POST', '/v1/leases', { key: world.alice })).status).toBe(503);
  const created = world.policy.version();
  await world.policy.createVersion(world.policy.document().replace('["', '["192.0.2.1/32", "'));
  world.lines.length = 0;
  world.time.now += 5 * 60_000;
  await reconcile({ ...world.deps, memory: createMemory() });
  const events = world.lines.filter((line) => line.includes(`"versionAfter":"${created}"`));
  expect(entriesOf(events, `${HOME}/32`)).toHaveLength(1);
  expect(events).toHaveLength(1);
});

test('a version whose create never took effect has no events', async () => {
  const world = await createWorldWithWaitingLease();
  const policies: PolicyStore = {
    ...world.policy,
    createVersion: async () => {
      throw new AwsUnavailableError('iam: time-out', { answered: false });
    },
  };
  await otherProcess(world.deps, { policies }).call('POST', '/v1/leases', { key: world.alice });
  world.lines.length = 0;
  world.time.now += 5 * 60_000;
  await reconcile({ ...world.deps, memory: createMemory() });
  expect(entriesOf(world.lines, `${HOME}/32`)).toHaveLength(1);
});
