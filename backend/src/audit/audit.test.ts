import { expect, test } from 'vitest';
import { createLog } from '../runtime/log.ts';
import { AwsUnavailableError, PreconditionFailedError } from '../runtime/ports.ts';
import { runTask } from '../tasks/run-task.ts';
import { createClient, createTestBackend, OFFICE_POLICY } from '../testing/test-backend.ts';

test('every event is one object, created once, and one log line; no key and no whole policy is in any of them', async () => {
  const world = await createTestBackend();
  const key = await world.join('hanako');
  await world.call('POST', '/v1/leases', { key, body: { label: 'home' } });
  world.time.now += 1000;
  await world.call('POST', '/v1/leases', { key });
  world.time.now += 1000;
  await world.call('DELETE', '/v1/leases/hanako~203.0.113.7_32', { key });
  await world.call('POST', '/v1/leases', { key, from: '198.51.100.1', body: { minutes: 1 } });
  world.time.now += 120_000;
  await runTask(world.deps, { task: 'reconcile' });
  await world.policy.createVersion(
    OFFICE_POLICY.replace('"123.123.123.123/32"', '"123.123.123.123/32", "192.0.2.1/32"'),
  );
  await runTask(world.deps, { task: 'reset' });
  await world.call('POST', '/v1/leases', { key: `${key.slice(0, -4)}AAAA` });
  await world.call('POST', '/v1/leases', { key, body: { minutes: 'x' } });

  const keys = await world.objects.list('audit/');
  const bodies = keys.map((name) => world.objects.objects.get(name)?.body ?? '');
  const events = bodies.map((body) => JSON.parse(body));
  expect(events.map(({ event }) => event).sort()).toEqual(
    [
      'member_added',
      'granted',
      'renewed',
      'revoked',
      'granted',
      'expired',
      'policy_edited',
      'reset',
      'drift_seen',
    ].sort(),
  );
  expect(events.find(({ event }) => event === 'granted')).toEqual({
    at: expect.stringMatching(/^2026-11-23T09:/),
    event: 'granted',
    requestId: expect.stringMatching(/^[0-9a-f]{16}$/),
    memberId: 'hanako',
    cidr: '203.0.113.7/32',
    label: 'home',
    endsAt: '2026-11-23T15:00:00.000Z',
    versionBefore: 'v1',
    versionAfter: 'v2',
  });
  expect(keys[0]).toMatch(/^audit\/2026\/11\/23\/09:00:00\.000Z-[0-9a-f]{12}\.json$/);
  for (const event of events)
    expect(world.lines.some((line) => line.includes(`"${event.event}"`))).toBe(true);

  const everything = [...world.lines, ...bodies].join('\n');
  const secret = key.slice(key.indexOf('.') + 1);
  expect(everything).not.toContain(secret);
  expect(everything).not.toMatch(/Bearer|genkan_|genkan1_/);
  expect(everything).not.toMatch(/Statement|NotIpAddress|2012-10-17/);
});

/** A grant while S3 rejects every write of an audit event with this error. */
async function grantWithout(error: Error) {
  const world = await createTestBackend();
  const key = await world.join('hanako');
  const lines: string[] = [];
  const client = createClient({
    ...world.deps,
    log: createLog((line) => lines.push(line)),
    objects: {
      ...world.objects,
      put: async (name, body, condition) => {
        if (name.startsWith('audit/')) throw error;
        return world.objects.put(name, body, condition);
      },
    },
  });
  const answer = await client.call('POST', '/v1/leases', { key });
  return { world, answer, failures: lines.filter((line) => line.includes('audit_failed')) };
}

test('a grant that is live succeeds although its event cannot be written, and the log has the event as an error', async () => {
  const { world, answer, failures } = await grantWithout(new AwsUnavailableError('s3: InternalError'));
  expect(answer.status).toBe(201);
  expect(world.policy.document()).toContain('203.0.113.7/32');
  expect(failures).toHaveLength(1);
  const failure: unknown = JSON.parse(failures[0] ?? '');
  expect(failure).toMatchObject({ level: 'error', message: 'audit_failed', event: 'granted' });
});

test('an audit event whose repeated write finds the event in place has been written', async () => {
  const { answer, failures } = await grantWithout(new PreconditionFailedError('412'));
  expect(answer.status).toBe(201);
  expect(failures).toEqual([]);
});
