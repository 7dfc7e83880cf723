import { describe, expect, test } from 'vitest';
import { AwsUnavailableError } from '../runtime/ports.ts';
import { runTask } from '../tasks/run-task.ts';
import { HOME, NOON, OFFICE_POLICY, withBlocklist } from '../testing/test-backend.ts';
import { createTargets, otherTarget } from '../testing/test-targets.ts';

const STAGING = otherTarget('staging');
const PRODUCTION = otherTarget('production');
const LEASE = `hanako~${HOME}_32`;

/** A policy that IAM does not let anybody reach. */
function unreachable(arn: string) {
  const fail = async () => {
    throw new AwsUnavailableError('iam: no response');
  };
  return { arn, listVersions: fail, getVersion: fail, createVersion: fail, deleteVersion: fail };
}

describe('a grant', () => {
  test('opens every target, and each target keeps its own state', async () => {
    const world = await createTargets([STAGING, PRODUCTION]);
    const key = await world.join('hanako');
    const response = await world.call('POST', '/v1/leases', { key });
    expect(response.status).toBe(201);
    expect(response.body).toMatchObject({
      outcome: 'granted',
      policy: { arn: 'arn:aws:iam::123456789012:policy/OfficeOnly', version: 'v2' },
      targets: [
        { id: 'dev', name: 'Development', accountId: '123456789012', outcome: 'granted' },
        { id: 'staging', outcome: 'granted', lease: { id: LEASE }, policy: { arn: STAGING.policyArn } },
        { id: 'production', outcome: 'granted', policy: { version: 'v2' } },
      ],
    });
    for (const id of ['dev', 'staging', 'production']) expect(world.document(id)).toContain(`"${HOME}/32"`);
    const keys = [...world.objects.objects.keys()];
    expect(keys.filter((name) => name.endsWith('state/applied.json'))).toEqual([
      'state/applied.json',
      'targets/staging/state/applied.json',
      'targets/production/state/applied.json',
    ]);
    const audits = keys.filter((name) => name.startsWith('audit/'));
    const named = audits.map((name) => JSON.parse(world.objects.objects.get(name)?.body ?? ''));
    expect(
      named
        .filter(({ event }) => event === 'granted')
        .map(({ target }) => target)
        .sort(),
    ).toEqual(['dev', 'production', 'staging']);
  });

  test('names exactly the targets that failed, and the reconcile completes them', async () => {
    const world = await createTargets([STAGING, PRODUCTION]);
    const key = await world.join('hanako');
    world.replaceStore(STAGING, unreachable(STAGING.policyArn));
    const response = await world.otherProcess().call('POST', '/v1/leases', { key });
    expect(response.status).toBe(201);
    expect(response.body).toMatchObject({
      targets: [
        { id: 'dev', outcome: 'granted' },
        { id: 'staging', outcome: 'failed', problem: { code: 'aws_unavailable', status: 503 } },
        { id: 'production', outcome: 'granted' },
      ],
    });
    expect(world.document('staging')).not.toContain(HOME);
    world.replaceStore(STAGING, world.policyOf('staging'));
    await runTask(world.otherProcess().deps, { task: 'reconcile' });
    expect(world.document('staging')).toContain(HOME);
  });

  test('tries only the targets that the request names', async () => {
    const world = await createTargets([STAGING, PRODUCTION]);
    const key = await world.join('hanako');
    const response = await world.call('POST', '/v1/leases', { key, body: { targets: ['production'] } });
    expect(response.body).toMatchObject({ outcome: 'granted', targets: [{ id: 'production' }] });
    expect(world.document('dev')).not.toContain(HOME);
    expect(await world.call('POST', '/v1/leases', { key, body: { targets: ['productoin'] } })).toMatchObject({
      status: 400,
      body: {
        code: 'invalid_request',
        detail: 'You have no target "productoin". Yours are: dev, staging, production.',
      },
    });
  });

  test('that fails everywhere is the problem that says most, and leaves nothing live', async () => {
    const policy = withBlocklist('203.0.0.0/16');
    const world = await createTargets([STAGING], { policy });
    world.replaceStore(STAGING, unreachable(STAGING.policyArn));
    const response = await world.call('POST', '/v1/leases', { key: await world.join('hanako') });
    expect(response).toMatchObject({
      status: 409,
      body: { code: 'address_blocked', detail: expect.stringMatching(/^Development: Statement 2/) },
    });
  });

  test('is renewed in one target while another one is new', async () => {
    const world = await createTargets([STAGING]);
    const key = await world.join('hanako');
    await world.call('POST', '/v1/leases', { key, body: { targets: ['dev'] } });
    world.time.now += 60_000;
    const response = await world.call('POST', '/v1/leases', { key });
    expect(response).toMatchObject({
      status: 201,
      body: { outcome: 'renewed', targets: [{ outcome: 'renewed' }, { outcome: 'granted' }] },
    });
  });
});

describe('the status', () => {
  test('is that of each target', async () => {
    const world = await createTargets([STAGING]);
    const key = await world.join('hanako');
    await world.call('POST', '/v1/leases', { key, body: { targets: ['staging'] } });
    const response = await world.call('GET', '/v1/me', { key });
    expect(response).toMatchObject({
      status: 200,
      body: {
        accountId: '123456789012',
        access: { allowed: false },
        targets: [
          { id: 'dev', status: 'known', access: { allowed: false } },
          { id: 'staging', status: 'known', access: { allowed: true, by: 'lease' }, lease: { id: LEASE } },
        ],
      },
    });
  });

  test('of a target that cannot be read is unknown, with the reason; the first known one stands for all', async () => {
    const world = await createTargets([STAGING]);
    const key = await world.join('hanako');
    const process = world.otherProcess();
    const broken = { ...process.deps, policies: unreachable(world.policy.arn) };
    const { createClient } = await import('../testing/test-backend.ts');
    const response = await createClient(broken).call('GET', '/v1/me', { key });
    expect(response.body).toMatchObject({
      policy: { arn: STAGING.policyArn },
      targets: [{ id: 'dev', status: 'unknown', problem: { code: 'aws_unavailable' } }, { id: 'staging' }],
    });
  });

  test('lists a lease of several targets once, until its last end', async () => {
    const world = await createTargets([STAGING]);
    const key = await world.join('hanako');
    await world.call('POST', '/v1/leases', { key, body: { minutes: 10 } });
    await world.call('POST', '/v1/leases', { key, body: { minutes: 30, targets: ['staging'] } });
    const { body } = await world.call('GET', '/v1/leases', { key });
    expect(body).toMatchObject({
      leases: [{ id: LEASE, endsAt: new Date(NOON + 30 * 60_000).toISOString() }],
    });
  });
});

describe('the end of a lease', () => {
  test('ends it in every target that has it', async () => {
    const world = await createTargets([STAGING]);
    const key = await world.join('hanako');
    await world.call('POST', '/v1/leases', { key });
    expect((await world.call('DELETE', `/v1/leases/${LEASE}`, { key })).status).toBe(204);
    for (const id of ['dev', 'staging']) expect(world.document(id)).not.toContain(HOME);
    expect((await world.call('DELETE', '/v1/leases/hanako~198.51.100.1_32', { key })).status).toBe(404);
  });

  test('names the target that failed, and the reconcile ends it there', async () => {
    const world = await createTargets([STAGING]);
    const key = await world.join('hanako');
    await world.call('POST', '/v1/leases', { key });
    world.replaceStore(STAGING, unreachable(STAGING.policyArn));
    world.time.now += 1000;
    expect(await world.otherProcess().call('DELETE', `/v1/leases/${LEASE}`, { key })).toMatchObject({
      status: 200,
      body: {
        targets: [
          { id: 'dev', outcome: 'ended' },
          { id: 'staging', outcome: 'failed' },
        ],
      },
    });
    expect(world.document('dev')).not.toContain(HOME);
    world.replaceStore(STAGING, world.policyOf('staging'));
    await runTask(world.otherProcess().deps, { task: 'reconcile' });
    expect(world.document('staging')).not.toContain(HOME);
  });
});

describe('the scheduled tasks', () => {
  test('run in every target; a failure in one names it and stops no other', async () => {
    const world = await createTargets([STAGING, PRODUCTION]);
    await world.call('POST', '/v1/leases', { key: await world.join('hanako'), body: { minutes: 5 } });
    world.time.now += 6 * 60_000;
    world.replaceStore(STAGING, unreachable(STAGING.policyArn));
    const run = runTask(world.otherProcess().deps, { task: 'reconcile' });
    await expect(run).rejects.toThrow(/^The reconcile failed for 1 of 3 targets. staging: /);
    for (const id of ['dev', 'production']) expect(world.document(id)).not.toContain(HOME);
    expect(world.lines.filter((line) => line.includes('"task_failed"'))).toEqual([
      expect.stringContaining('"target":"staging"'),
    ]);
    world.replaceStore(STAGING, world.policyOf('staging'));
    const report = await runTask(world.otherProcess().deps, { task: 'reset' });
    expect(report).toMatchObject({ task: 'reset', targets: [{ target: 'dev' }, { target: 'staging' }, {}] });
    expect(JSON.parse(world.document('staging'))).toEqual(JSON.parse(OFFICE_POLICY));
  });

  test('run for the own policy although the list of targets is broken, and then fail', async () => {
    const world = await createTargets([STAGING]);
    await world.call('POST', '/v1/leases', { key: await world.join('hanako'), body: { minutes: 5 } });
    world.time.now += 6 * 60_000;
    await world.objects.put('targets.json', '{');
    await expect(runTask(world.otherProcess().deps, { task: 'reconcile' })).rejects.toThrow(/is broken/);
    expect(world.document('dev')).not.toContain(HOME);
  });
});

describe('groups', () => {
  const groups = {
    developers: { targets: ['dev'] },
    operators: { targets: ['dev', 'staging'], maxMinutes: 30, requireLabel: true },
  };

  test('a member belongs to the targets of its groups, with their limits', async () => {
    const world = await createTargets([STAGING, PRODUCTION], { groups });
    const dev = await world.join('dan', { groups: ['developers'] });
    const operator = await world.join('olga', { groups: ['operators'] });
    expect((await world.call('POST', '/v1/leases', { key: dev })).body).not.toHaveProperty('targets');
    expect(world.document('dev')).toContain(HOME);
    const labelled = await world.call('POST', '/v1/leases', {
      key: operator,
      from: '198.51.100.1',
      body: { label: 'home', minutes: 600 },
    });
    expect(labelled.body).toMatchObject({
      targets: [
        { id: 'dev' },
        { id: 'staging', lease: { endsAt: new Date(NOON + 30 * 60_000).toISOString() } },
      ],
    });
    expect(world.document('production')).not.toContain('198.51.100.1');
    expect(await world.call('POST', '/v1/leases', { key: operator, from: '198.51.100.2' })).toMatchObject({
      status: 400,
      body: { code: 'invalid_request', detail: expect.stringContaining('requires a label') },
    });
  });

  test('a member whose groups have no target is told so', async () => {
    const world = await createTargets([STAGING], { groups });
    const key = await world.join('gone', { groups: ['misspelt'] });
    expect(await world.call('POST', '/v1/leases', { key })).toMatchObject({
      status: 409,
      body: { code: 'policy_missing' },
    });
  });

  test('a member who left a group loses its leases there with the next reconcile', async () => {
    const world = await createTargets([STAGING], { groups });
    const key = await world.join('olga', { groups: ['operators'] });
    await world.call('POST', '/v1/leases', { key, body: { label: 'home' } });
    const stored = await world.objects.get('members/olga.json');
    const member = JSON.parse(stored?.body ?? '');
    await world.objects.put('members/olga.json', JSON.stringify({ ...member, groups: ['developers'] }));
    world.time.now += 1000;
    await runTask(world.otherProcess().deps, { task: 'reconcile' });
    expect(world.document('dev')).toContain(HOME);
    expect(world.document('staging')).not.toContain(HOME);
  });
});

describe('a personal target', () => {
  const own = otherTarget('alice', { memberId: 'alice' });

  test('holds the addresses of its member only', async () => {
    const world = await createTargets([own]);
    const [alice, ben] = [await world.join('alice'), await world.join('ben')];
    await world.call('POST', '/v1/leases', { key: alice });
    await world.call('POST', '/v1/leases', { key: ben, from: '198.51.100.1' });
    expect(world.document('alice')).toContain(HOME);
    expect(world.document('alice')).not.toContain('198.51.100.1');
  });

  test("another member's record in its folder opens nothing", async () => {
    const world = await createTargets([own]);
    await world.join('ben');
    const at = String(NOON).padStart(15, '0');
    const until = String(NOON + 3_600_000).padStart(15, '0');
    await world.objects.put(`targets/alice/leases/ben~198.51.100.1_32/${at}-${until}`, '{}');
    await runTask(world.otherProcess().deps, { task: 'reconcile' });
    expect(world.document('alice')).not.toContain('198.51.100.1');
  });
});

describe('a deployment that is not what the settings say', () => {
  test.each([
    ['broken', '{"targets": []}', /is broken/],
    [
      'of another policy',
      JSON.stringify({ deploymentId: 'd-1', targets: [STAGING] }),
      /does not list arn:aws:iam::123456789012:policy\/OfficeOnly/,
    ],
  ])('is refused: targets.json %s', async (_, text, reason) => {
    const world = await createTargets([STAGING]);
    const key = await world.join('hanako');
    await world.objects.put('targets.json', text);
    const response = await world.otherProcess().call('POST', '/v1/leases', { key });
    expect(response).toMatchObject({ status: 502, body: { code: 'storage_refused' } });
    expect(response.body).toMatchObject({ detail: expect.stringMatching(reason) });
  });
});

test('a deployment that has no list yet serves its own policy', async () => {
  const world = await createTargets([STAGING]);
  const key = await world.join('hanako');
  await world.objects.delete('targets.json');
  const response = await world.otherProcess().call('POST', '/v1/leases', { key });
  expect(response.status).toBe(201);
  expect(response.body).not.toHaveProperty('targets');
});

test('a reconcile with an old list revokes no lease that the new one allows', async () => {
  const groups = { ops: { targets: ['dev'] } };
  const world = await createTargets([STAGING], { groups });
  const key = await world.join('olga', { groups: ['ops'] });
  const old = world.otherProcess();
  await old.call('GET', '/v1/me', { key });
  await world.write({ ...world.deployment, groups: { ops: { targets: ['dev', 'staging'] } } });
  expect((await world.otherProcess().call('POST', '/v1/leases', { key })).body).toMatchObject({
    targets: [{ id: 'dev' }, { id: 'staging', outcome: 'granted' }],
  });
  world.time.now += 1000;
  await runTask(old.deps, { task: 'reconcile' });
  expect(world.document('staging')).toContain(HOME);
});

test("a personal target follows its member's groups", async () => {
  const own = otherTarget('own', { memberId: 'alice', template: 'dev', isInPlace: true });
  const groups = { developers: { targets: ['dev'] }, readers: { targets: ['staging'] } };
  const world = await createTargets([STAGING, own], { groups });
  const developer = await world.join('alice', { groups: ['developers'] });
  await world.call('POST', '/v1/leases', { key: developer });
  expect(world.document('own')).toContain(HOME);
  const stored = await world.objects.get('members/alice.json');
  const member = JSON.parse(stored?.body ?? '');
  await world.objects.put('members/alice.json', JSON.stringify({ ...member, groups: ['readers'] }));
  world.time.now += 1000;
  await runTask(world.otherProcess().deps, { task: 'reconcile' });
  expect(world.document('own')).not.toContain(HOME);
});
