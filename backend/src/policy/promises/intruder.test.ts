import { expect, test } from 'vitest';
import { createMemory } from '../../deps.ts';
import { reconcile } from '../../tasks/reconcile.ts';
import { reset } from '../../tasks/reset.ts';
import { createTestBackend, HOME, NOON, OFFICE_POLICY, otherProcess } from '../../testing/test-backend.ts';

const EVIL = '"Statement": [{ "Effect": "Allow", "Action": "*", "Resource": "*" },';

/** What an attacker can do with write access to one object of the bucket. */
async function intrude(key: string, change: (body: string) => string) {
  const world = await createTestBackend();
  const member = await world.join('a');
  await world.call('POST', '/v1/leases', { key: member });
  await world.objects.put(key, change((await world.objects.get(key))?.body ?? ''));
  world.time.now += 60_000;
  const deps = { ...world.deps, memory: createMemory() };
  return { world, member, deps };
}

function leaseKeyOf(lease: string, at: number, endsAt: number): string {
  return `leases/${lease}/${[at, endsAt].map((time) => String(time).padStart(15, '0')).join('-')}`;
}

test('a document in the applied state is never written to IAM', async () => {
  const { world, member, deps } = await intrude('state/applied.json', (body) =>
    JSON.stringify({ ...JSON.parse(body), document: OFFICE_POLICY.replace('"Statement": [', EVIL) }),
  );
  await reconcile(deps);
  const client = otherProcess(deps);
  expect((await client.call('POST', '/v1/leases', { key: member, from: '198.51.100.1' })).status).toBe(201);
  expect(world.policy.document()).not.toContain('Allow');
});

test('a forged hash or version in the applied state changes no document, and is logged', async () => {
  const { world, member, deps } = await intrude('state/applied.json', (body) =>
    JSON.stringify({ ...JSON.parse(body), sha256: '0'.repeat(64), active: [] }),
  );
  const client = otherProcess(deps);
  expect((await client.call('POST', '/v1/leases', { key: member, from: '198.51.100.1' })).status).toBe(201);
  expect(world.policy.document()).toContain(`"${HOME}/32"`);
  expect(world.policy.document()).toContain('"123.123.123.123/32"');
  expect(world.lines.some((line) => line.includes('state_mismatch'))).toBe(true);
});

test.each([
  ['every address', 'a~0.0.0.0_0', NOON, NOON + 3_600_000],
  ['a wide network', 'a~198.51.100.0_24', NOON, NOON + 3_600_000],
  ['all of IPv6', 'a~--_0', NOON, NOON + 3_600_000],
  ['a private address', 'a~10.0.0.1_32', NOON, NOON + 3_600_000],
  ['a time to come', 'a~198.51.100.7_32', NOON + 86_400_000, NOON + 90_000_000],
  ['a lease without an end', 'a~198.51.100.7_32', NOON, 999_999_999_999_999],
])('a forged lease record for %s does not enter, and GET /v1/me works', async (_, lease, at, endsAt) => {
  const { world, member, deps } = await intrude(leaseKeyOf(lease, at, endsAt), () => '{}');
  const before = world.policy.document();
  await reconcile(deps);
  expect(world.policy.document()).toBe(before);
  expect((await otherProcess(deps).call('GET', '/v1/me', { key: member })).status).toBe(200);
  expect((await otherProcess(deps).call('GET', '/v1/leases', { key: member })).status).toBe(200);
});

test.each([
  ['another address', 'alice~198.51.100.7_32'],
  ['the same address', `alice~${HOME}_32`],
])('a forged lease record of 30 hours for %s does not end an acknowledged lease', async (_, lease) => {
  const world = await createTestBackend({ config: { maxLeases: 1 } });
  const [alice, bob] = [await world.join('alice'), await world.join('bob')];
  await world.call('POST', '/v1/leases', { key: alice });
  world.time.now += 10_000;
  const { now } = world.time;
  await world.objects.put(leaseKeyOf(lease, now, now + 30 * 3_600_000), '{}');
  world.time.now += 10_000;
  await world.call('POST', '/v1/leases', { key: bob, from: '198.51.100.1' });
  expect(world.policy.document()).toContain(`"${HOME}/32"`);
  await reconcile({ ...world.deps, memory: createMemory() });
  expect(world.policy.document()).toContain(`"${HOME}/32"`);
  expect(world.policy.document()).not.toContain('198.51.100.7');
});

test('a forged lease of a member that does not exist is gone with the next reconcile, with events for both', async () => {
  const { world, member, deps } = await intrude(
    leaseKeyOf('nobody~198.51.100.7_32', NOON, NOON + 3_600_000),
    () => '{}',
  );
  await otherProcess(deps).call('POST', '/v1/leases', { key: member, from: '198.51.100.1' });
  expect(world.policy.document()).toContain('198.51.100.7/32');
  await reconcile(deps);
  expect(world.policy.document()).not.toContain('198.51.100.7/32');
  const events = world.lines
    .map((line): { event: string; cidr?: string } => JSON.parse(line))
    .filter(({ cidr }) => cidr === '198.51.100.7/32');
  expect(events.map(({ event }) => event)).toEqual(['applied', 'revoked']);
});

test('a reset refuses a baseline that differs in more than addresses and that no administrator has set', async () => {
  const { world, deps } = await intrude('baseline.json', (body) => body.replace('"Statement": [', EVIL));
  const before = world.policy.document();
  await expect(reset(deps, 'r')).rejects.toThrow(/no administrator has set it with "genkan baseline set"/);
  expect(world.policy.document()).toBe(before);
  expect(world.lines.some((line) => line.includes('reset_refused'))).toBe(true);
});

test('a baseline that differs only in addresses is used as it is', async () => {
  const { world, deps } = await intrude('baseline.json', (body) =>
    body.replace('123.123.123.123', '192.0.2.1'),
  );
  await reset(deps, 'r');
  expect(world.policy.document()).toContain('192.0.2.1/32');
});

test('a baseline that was set for another policy is refused', async () => {
  const { deps } = await intrude('state/baseline.json', (body) => body.replace('OfficeOnly', 'Other'));
  await expect(reset(deps, 'r')).rejects.toThrow(/it was set for arn:aws:iam::123456789012:policy\/Other/);
});

test('a bucket that holds the state of another policy is refused by every request', async () => {
  const { world, member, deps } = await intrude('state/applied.json', (body) =>
    body.replace('OfficeOnly', 'Other'),
  );
  const before = world.policy.version();
  for (const [method, path] of [
    ['POST', '/v1/leases'],
    ['GET', '/v1/me'],
  ] as const) {
    const response = await otherProcess(deps).call(method, path, { key: member });
    expect(response.body).toMatchObject({
      code: 'storage_refused',
      detail: expect.stringMatching(/holds the state of .*Other.*this deployment manages .*OfficeOnly/),
    });
  }
  await expect(reset(deps, 'r')).rejects.toThrow(/holds the state of/);
  await expect(reconcile(deps)).rejects.toThrow(/holds the state of/);
  expect(world.policy.version()).toBe(before);
});
