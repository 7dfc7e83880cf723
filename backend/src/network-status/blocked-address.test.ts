import { expect, test } from 'vitest';
import { openCli } from '../cli/testing/open-cli.ts';
import { createTestBackend, withBlocklist } from '../testing/test-backend.ts';

const BLOCKED = { allowed: false, blockedBy: { statement: 2, sid: 'Blocked' } };

test('an address that a second Deny names is not allowed, before and after its grant is refused', async () => {
  const world = await createTestBackend({ policy: withBlocklist('203.0.0.0/16') });
  const key = await world.join('hanako');
  expect((await world.call('GET', '/v1/me', { key })).body).toMatchObject({ access: BLOCKED });
  expect(await world.call('POST', '/v1/leases', { key })).toMatchObject({
    status: 409,
    body: { code: 'address_blocked', detail: expect.stringContaining('Statement 2 (Blocked)') },
  });
  expect((await world.call('GET', '/v1/me', { key })).body).toMatchObject({ access: BLOCKED });
  expect(await world.objects.list('leases/')).toEqual([]);
  // Another address gets in as ever.
  expect((await world.call('POST', '/v1/leases', { key, from: '192.0.2.7' })).status).toBe(201);
});

test('an address that a second Deny denies under another condition is granted, and not called allowed', async () => {
  const policy = withBlocklist('203.0.0.0/16', { Bool: { 'aws:MultiFactorAuthPresent': 'false' } });
  const world = await createTestBackend({ policy });
  const key = await world.join('hanako');
  const before: unknown = (await world.call('GET', '/v1/me', { key })).body;
  expect(before).toMatchObject({ access: { allowed: false } });
  expect(before).not.toHaveProperty('access.blockedBy');
  expect((await world.call('POST', '/v1/leases', { key })).status).toBe(201);
  expect((await world.call('GET', '/v1/me', { key })).body).toMatchObject({ access: BLOCKED });
});

test('a second Deny that was added by hand after the grant is reported', async () => {
  const world = await createTestBackend();
  const key = await world.join('hanako');
  await world.call('POST', '/v1/leases', { key });
  const leased = world.policy.document();
  await world.policy.createVersion(
    leased.replace(/\n {2}\]\n\}$/, `,${withBlocklist('203.0.113.7/32').split('},\n    ')[1] ?? ''}`),
  );
  world.time.now += 60_000;
  expect((await world.call('GET', '/v1/me', { key })).body).toMatchObject({ access: BLOCKED });
});

test('an administrator is refused such an address too', async () => {
  const cli = await openCli({ policy: withBlocklist('203.0.0.0/16') });
  await cli.world.join('hanako');
  await expect(cli.run('lease', 'add', 'hanako', '203.0.113.7')).rejects.toThrow(/Statement 2 \(Blocked\)/);
});
