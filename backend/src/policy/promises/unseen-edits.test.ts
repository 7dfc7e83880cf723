import { expect, test } from 'vitest';
import { createMemory } from '../../deps.ts';
import { AwsUnavailableError } from '../../runtime/ports.ts';
import { reconcile } from '../../tasks/reconcile.ts';
import { createTestBackend, HOME, otherProcess, type TestBackend } from '../../testing/test-backend.ts';

const MINUTE = 60_000;
const ADDED = '198.51.100.1';

/** A process that IAM shows no version. */
function startBlind(world: TestBackend) {
  return otherProcess(world.deps, {
    policies: {
      ...world.policy,
      listVersions: async () => {
        throw new AwsUnavailableError('iam: Throttling', { answered: true });
      },
    },
  });
}

/** A world in which an administrator added an address, and a writer whose state could not be recorded was the first to see it. */
async function createWorldWithUnseenEdit({ edits }: { readonly edits: number }) {
  const world = await createTestBackend();
  const [alice, bob] = [await world.join('alice'), await world.join('bob')];
  await reconcile(world.deps);
  world.time.now += MINUTE;
  for (let edit = 1; edit <= edits; edit++) {
    const more = `["192.0.2.${edit}/32", ${edit === 1 ? `"${ADDED}/32", ` : ''}"`;
    await world.policy.createVersion(world.policy.document().replace('["', more));
  }
  world.time.now += MINUTE;
  // Bob's lease is for the very address, and no writer applies it.
  const failing = startBlind(world);
  await failing.call('POST', '/v1/leases', { key: bob, from: ADDED, body: { minutes: 1 } });
  const stopping = otherProcess(world.deps, {
    objects: {
      ...world.objects,
      put: async (name, body, condition) => {
        if (name === 'state/applied.json') throw new AwsUnavailableError('s3: SlowDown', { answered: true });
        return world.objects.put(name, body, condition);
      },
    },
  });
  expect((await stopping.call('POST', '/v1/leases', { key: alice })).status).toBe(503);
  expect(world.policy.document()).toContain(`"${HOME}/32"`);
  return world;
}

test.each([1, 2])(
  'an address stays that one of %d edits by hand brought before a writer that recorded no state',
  async (edits) => {
    const world = await createWorldWithUnseenEdit({ edits });
    world.time.now += 5 * MINUTE;
    await reconcile({ ...world.deps, memory: createMemory() });
    expect(world.policy.document()).toContain(`"${ADDED}/32"`);
  },
);

test('an address that an edit by hand brought stays, although a further edit came while a lease for it was active', async () => {
  const world = await createTestBackend();
  const bob = await world.join('bob');
  await reconcile(world.deps);
  world.time.now += MINUTE;
  await world.policy.createVersion(world.policy.document().replace('["', `["${ADDED}/32", "`));
  world.time.now += MINUTE;
  const failing = startBlind(world);
  await failing.call('POST', '/v1/leases', { key: bob, from: ADDED, body: { minutes: 3 } });
  world.time.now += MINUTE;
  await world.policy.createVersion(world.policy.document().replace('["', '["192.0.2.1/32", "'));
  world.time.now += 5 * MINUTE;
  await reconcile({ ...world.deps, memory: createMemory() });
  expect(world.policy.document()).toContain(`"${ADDED}/32"`);
});

test('an address that an edit by hand brought and the next one removed leaves with its lease', async () => {
  const world = await createTestBackend();
  const bob = await world.join('bob');
  await reconcile(world.deps);
  const before = world.policy.document();
  world.time.now += MINUTE;
  await world.policy.createVersion(before.replace('["', `["${ADDED}/32", "`));
  await world.policy.createVersion(before.replace('["', '["192.0.2.1/32", "'));
  world.time.now += MINUTE;
  await world.call('POST', '/v1/leases', { key: bob, from: ADDED, body: { minutes: 1 } });
  expect(world.policy.document()).toContain(`"${ADDED}/32"`);
  world.time.now += 5 * MINUTE;
  await reconcile({ ...world.deps, memory: createMemory() });
  expect(world.policy.document()).not.toContain(`"${ADDED}/32"`);
  expect(world.policy.document()).toContain('"192.0.2.1/32"');
});
