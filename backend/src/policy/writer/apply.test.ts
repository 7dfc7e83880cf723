import { describe, expect, test } from 'vitest';
import { createMemory } from '../../deps.ts';
import { AwsUnavailableError, type ObjectStore, type PolicyStore } from '../../runtime/ports.ts';
import { reconcile } from '../../tasks/reconcile.ts';
import { reset } from '../../tasks/reset.ts';
import {
  createClient,
  createTestBackend,
  NOON,
  OFFICE_POLICY,
  otherProcess,
} from '../../testing/test-backend.ts';

const LOCK = 'state/writer.lock';

function home(n: number): string {
  return `198.51.100.${n}`;
}

describe('policy versions', () => {
  test('the first run, with one version, deletes nothing', async () => {
    const world = await createTestBackend();
    await world.call('POST', '/v1/leases', { key: await world.join('a') });
    expect(world.policy.ids()).toEqual(['v1', 'v2']);
    expect(world.lines.join('\n')).not.toContain('error');
  });

  test('with all five slots taken the oldest goes, the default never, and there is room afterwards', async () => {
    const world = await createTestBackend();
    for (let n = 2; n <= 5; n++) await world.policy.createVersion(OFFICE_POLICY);
    world.policy.setDefault('v1');
    const answer = await world.call('POST', '/v1/leases', { key: await world.join('a') });
    expect(answer.status).toBe(201);
    expect(world.policy.version()).toBe('v6');
    // v2 made room; v1, no longer the default, and v3 went afterwards.
    expect(world.policy.ids()).toEqual(['v4', 'v5', 'v6']);
  });

  test('a reconcile that takes the last slot deletes each surplus version once', async () => {
    const world = await createTestBackend();
    await world.call('POST', '/v1/leases', { key: await world.join('a'), body: { minutes: 1 } });
    for (let n = 3; n <= 4; n++) await world.policy.createVersion(world.policy.document());
    world.time.now += 120_000;
    const deleted: string[] = [];
    const policies: PolicyStore = {
      ...world.policy,
      deleteVersion: async (id) => {
        deleted.push(id);
        await world.policy.deleteVersion(id);
      },
    };
    await reconcile({ ...world.deps, policies });
    expect(deleted.sort()).toEqual(['v1', 'v2']);
    expect(world.policy.ids()).toEqual(['v3', 'v4', 'v5']);
  });

  test('many grants after each other never need more than five versions', async () => {
    const world = await createTestBackend();
    const key = await world.join('a');
    for (let n = 1; n <= 9; n++) {
      expect((await world.call('POST', '/v1/leases', { key, from: home(n) })).status).toBe(201);
      expect(world.policy.ids().length).toBeLessThanOrEqual(5);
    }
  });
});

describe('simultaneous requests', () => {
  test('twenty members in one process share a few versions, and every lease is applied', async () => {
    const world = await createTestBackend();
    const keys = await Promise.all(Array.from({ length: 20 }, (_, n) => world.join(`m${n}`)));
    const answers = await Promise.all(
      keys.map((key, n) => world.call('POST', '/v1/leases', { key, from: home(n) })),
    );
    expect(answers.map(({ status }) => status)).toEqual(keys.map(() => 201));
    for (const n of keys.keys()) expect(world.policy.document()).toContain(`"${home(n)}/32"`);
    expect(Number(world.policy.version().slice(1))).toBeLessThanOrEqual(3);
  });

  test('ten processes take each other along', async () => {
    const world = await createTestBackend();
    const keys = await Promise.all(Array.from({ length: 10 }, (_, n) => world.join(`m${n}`)));
    const answers = await Promise.all(
      keys.map((key, n) => otherProcess(world.deps).call('POST', '/v1/leases', { key, from: home(n) })),
    );
    expect(answers.map(({ status }) => status)).toEqual(keys.map(() => 201));
    for (const n of keys.keys()) expect(world.policy.document()).toContain(`"${home(n)}/32"`);
    expect(Number(world.policy.version().slice(1))).toBeLessThanOrEqual(5);
  });

  test('a request that waits longer than its budget gets "busy", and the lease comes with the next writer', async () => {
    const world = await createTestBackend();
    await world.objects.put(LOCK, JSON.stringify({ holder: 'other', takenAt: NOON }), { ifNoneMatch: '*' });
    const answer = await world.call('POST', '/v1/leases', { key: await world.join('a') });
    expect(answer.status).toBe(503);
    expect(answer.body).toMatchObject({ code: 'busy' });
    expect(answer.headers.get('retry-after')).toBe('3');
    expect(world.policy.version()).toBe('v1');

    world.time.now = NOON + 41_000;
    await reconcile({ ...world.deps, memory: createMemory() });
    expect(world.policy.document()).toContain('203.0.113.7/32');
  });

  test('a lock that expired is taken over, also one from a clock that was far ahead', async () => {
    for (const takenAt of [NOON - 40_000, NOON + 3_600_000]) {
      const world = await createTestBackend();
      await world.objects.put(LOCK, JSON.stringify({ holder: 'dead', takenAt }));
      expect((await world.call('POST', '/v1/leases', { key: await world.join('a') })).status).toBe(201);
      expect(world.objects.objects.has(LOCK)).toBe(false);
    }
  });
});

describe('what others do to the policy', () => {
  test('an edit by hand survives grants, is audited once, and ends with the reset, which reports it', async () => {
    const world = await createTestBackend();
    const key = await world.join('a');
    await world.call('POST', '/v1/leases', { key });
    await world.policy.createVersion(
      world.policy.document().replace('"123.123.123.123/32"', '"123.123.123.123/32", "192.0.2.1/32"'),
    );
    await world.call('POST', '/v1/leases', { key, from: home(1) });
    await world.call('POST', '/v1/leases', { key, from: home(2) });
    expect(world.policy.document()).toContain('192.0.2.1/32');
    const edits = world.lines.filter((line) => line.includes('policy_edited'));
    expect(edits).toHaveLength(1);
    expect(edits[0]).toContain('192.0.2.1/32');

    const report = await reset(world.deps, 'r');
    expect(report.drift.added).toEqual(['192.0.2.1/32']);
    expect(world.policy.document()).not.toContain('192.0.2.1/32');
    expect(world.policy.document()).toContain(`${home(2)}/32`);
  });

  test('a baseline address taken out by hand is not put back by a grant, but by the reset', async () => {
    const policy = OFFICE_POLICY.replace('"123.123.123.123/32"', '"123.123.123.123/32", "192.0.2.1/32"');
    const world = await createTestBackend({ policy });
    await world.policy.createVersion(OFFICE_POLICY);
    await world.call('POST', '/v1/leases', { key: await world.join('a') });
    expect(world.policy.document()).not.toContain('192.0.2.1/32');
    await reset(world.deps, 'r');
    expect(world.policy.document()).toContain('192.0.2.1/32');
  });

  test('an edit that slips in between reading and writing is found by the gap in the ids, kept and audited', async () => {
    const world = await createTestBackend();
    const key = await world.join('a');
    await reconcile(world.deps);
    let slipped = false;
    const policies: PolicyStore = {
      ...world.policy,
      async createVersion(document) {
        if (!slipped) {
          slipped = true;
          await world.policy.createVersion(
            OFFICE_POLICY.replace('"123.123.123.123/32"', '"123.123.123.123/32", "192.0.2.1/32"'),
          );
        }
        return world.policy.createVersion(document);
      },
    };
    const answer = await createClient({ ...world.deps, policies }).call('POST', '/v1/leases', { key });
    expect(answer.body).toMatchObject({ policy: { version: 'v4' } });
    expect(world.policy.document()).toContain('192.0.2.1/32');
    expect(world.policy.document()).toContain('203.0.113.7/32');
    expect(world.lines.find((line) => line.includes('policy_edited'))).toContain('192.0.2.1/32');
  });

  test('a stale listing does not bring back what was removed', async () => {
    const world = await createTestBackend();
    const key = await world.join('a');
    await world.call('POST', '/v1/leases', { key });
    const stale = await world.policy.listVersions();
    await world.call('DELETE', '/v1/leases/a~203.0.113.7_32', { key });
    const policies: PolicyStore = { ...world.policy, listVersions: async () => stale };
    const client = otherProcess(world.deps, { policies });
    const answer = await client.call('POST', '/v1/leases', { key, from: home(1) });
    expect(answer.body).toMatchObject({ policy: { version: 'v4' } });
    expect(world.policy.document()).not.toContain('203.0.113.7/32');
  });

  test('a rolled back and deleted version is not mistaken for the live one', async () => {
    const world = await createTestBackend();
    const key = await world.join('a');
    await world.call('POST', '/v1/leases', { key });
    world.policy.setDefault('v1');
    await world.policy.deleteVersion('v2');
    world.time.now += 1000;
    const answer = await world.call('POST', '/v1/leases', { key });
    expect(answer.status).toBe(200);
    expect(world.policy.document()).toContain('203.0.113.7/32');
  });
});

describe('a write whose response is lost', () => {
  async function lose(answered: boolean) {
    const world = await createTestBackend();
    const policies: PolicyStore = {
      ...world.policy,
      createVersion: async () => {
        throw new AwsUnavailableError('lost', { answered });
      },
    };
    const answer = await createClient({ ...world.deps, policies }).call('POST', '/v1/leases', {
      key: await world.join('a'),
    });
    return { answer, locked: world.objects.objects.has(LOCK) };
  }

  test('keeps the lock until it expires, because the write may still land', async () => {
    const { answer, locked } = await lose(false);
    expect(answer.body).toMatchObject({ code: 'aws_unavailable' });
    expect(answer.headers.get('retry-after')).toBe('3');
    expect(locked).toBe(true);
  });

  test('frees the lock when AWS reported that nothing was written', async () => {
    expect((await lose(true)).locked).toBe(false);
  });

  test('a lock whose put ended in a time-out is recognised as our own', async () => {
    const world = await createTestBackend();
    let lost = false;
    const objects: ObjectStore = {
      ...world.objects,
      async put(key, body, condition) {
        const result = await world.objects.put(key, body, condition);
        if (key === LOCK && !lost) {
          lost = true;
          throw new AwsUnavailableError('lost');
        }
        return result;
      },
    };
    const answer = await createClient({ ...world.deps, objects }).call('POST', '/v1/leases', {
      key: await world.join('a'),
    });
    expect(answer.status).toBe(201);
  });
});
