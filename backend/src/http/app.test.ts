import { meResponseSchema } from '@genkan/shared/contract';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { reset } from '../tasks/reset.ts';
import { createTestBackend, fullPolicy, HOME } from '../testing/test-backend.ts';

describe('from a denied address to a lease and its end', () => {
  test('one click puts the observed address into the policy, the reset takes it out', async () => {
    const world = await createTestBackend();
    const key = await world.join('hanako');

    const before = await world.call('GET', '/v1/me', { key });
    expect(before.body).toMatchObject({
      address: HOME,
      cidr: '203.0.113.7/32',
      access: { allowed: false },
      member: { id: 'hanako' },
      accountId: '123456789012',
      nextReset: '2026-11-23T15:00:00.000Z',
    });

    const granted = await world.call('POST', '/v1/leases', { key, body: { label: 'home' } });
    expect(granted.status).toBe(201);
    expect(granted.body).toMatchObject({
      outcome: 'granted',
      lease: {
        id: 'hanako~203.0.113.7_32',
        cidr: '203.0.113.7/32',
        label: 'home',
        endsAt: '2026-11-23T15:00:00.000Z',
      },
      policy: { version: 'v2' },
    });
    expect(world.policy.document()).toContain('203.0.113.7/32');
    expect(world.policy.document()).toContain('123.123.123.123/32');

    const after = await world.call('GET', '/v1/me', { key });
    expect(v.parse(meResponseSchema, after.body).access).toEqual({
      allowed: true,
      by: 'lease',
      entry: '203.0.113.7/32',
      until: '2026-11-23T15:00:00.000Z',
    });

    world.time.now = Date.parse('2026-11-23T15:00:00.000Z');
    await reset(world.deps, 'r');
    expect(world.policy.document()).not.toContain('203.0.113.7/32');
    expect(world.policy.document()).toContain('123.123.123.123/32');
  });

  test('a full policy is logged, so that an alarm can count it', async () => {
    const world = await createTestBackend();
    const key = await world.join('hanako');
    await world.policy.createVersion(fullPolicy());
    await world.call('POST', '/v1/leases', { key });
    expect(world.lines.filter((line) => line.includes('"code":"policy_full"'))).toEqual([
      expect.stringContaining('"event":"request_refused"'),
    ]);
  });

  test.each(['/v1/leases/', '/v1//leases', '/V1/leases', '/v1/leases/x/y', '/v1/leases.json', '//v1/leases'])(
    'only the path as the contract spells it counts: not POST %s',
    async (path) => {
      const world = await createTestBackend();
      const key = await world.join('hanako');
      const answer = await world.call('POST', path, { key });
      expect(answer.status).toBe(404);
      expect(answer.body).toMatchObject({ code: 'not_found' });
      expect(world.policy.version()).toBe('v1');
    },
  );
});
