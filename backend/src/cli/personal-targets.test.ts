import { describe, expect, test } from 'vitest';
import { runTask } from '../tasks/run-task.ts';
import { createMemoryPolicy } from '../testing/memory-stores.ts';
import { HOME, OFFICE_POLICY } from '../testing/test-backend.ts';
import { createTargets, otherTarget } from '../testing/test-targets.ts';
import { openCli } from './testing/open-cli.ts';

const OWN = 'arn:aws:iam::123456789012:policy/genkan/OfficeOnly-alice';
const SHARED = 'arn:aws:iam::123456789012:policy/OfficeOnly';
const CREATE = ['target', 'create-personal', '--template', 'dev', '--member', 'alice', '--user', 'alice'];

async function open() {
  const world = await createTargets([otherTarget('staging')]);
  const policy = createMemoryPolicy(OFFICE_POLICY, () => world.time.now, OWN);
  world.replaceStore({ id: '', name: '', policyArn: OWN }, policy);
  const cli = await openCli({ backend: world });
  return { world, cli, policy, alice: await world.join('alice'), ben: await world.join('ben') };
}

describe('target create-personal', () => {
  test('brings the active leases in before it attaches, and detaches the shared policy last', async () => {
    const { world, cli, policy, alice } = await open();
    await world.call('POST', '/v1/leases', { key: alice });
    const attach = cli.identities.attachToUser;
    let wasReady = false;
    cli.identities.attachToUser = async (user, arn) => {
      wasReady = policy.document().includes(HOME);
      await attach(user, arn);
    };
    expect(await cli.run(...CREATE, '--attach', '--detach-shared')).toContain(
      'dev-alice is a target for alice',
    );
    expect(wasReady).toBe(true);
    expect(cli.changes).toEqual([
      'create /genkan/OfficeOnly-alice',
      `attach alice ${OWN}`,
      `detach alice ${SHARED}`,
    ]);
  });

  test('afterwards only that member’s addresses go into it, and not into the shared one', async () => {
    const { world, cli, policy, alice, ben } = await open();
    await cli.run(...CREATE, '--attach', '--detach-shared');
    const process = world.otherProcess();
    await process.call('POST', '/v1/leases', { key: ben, from: '198.51.100.1' });
    const granted = await process.call('POST', '/v1/leases', { key: alice });
    expect(granted.body).toMatchObject({
      targets: [{ id: 'staging' }, { id: 'dev-alice', outcome: 'granted' }],
    });
    expect(policy.document()).toContain(HOME);
    expect(policy.document()).not.toContain('198.51.100.1');
    expect(world.document('dev')).toContain('198.51.100.1');
    expect(world.document('dev')).not.toContain(HOME);
  });

  test('a user with both policies is let into both, until the shared one is detached', async () => {
    const { world, cli, policy, alice } = await open();
    await cli.run(...CREATE, '--attach');
    await world.otherProcess().call('POST', '/v1/leases', { key: alice });
    for (const document of [world.document('dev'), policy.document()]) expect(document).toContain(HOME);
    cli.identities.detachFromUser = async () => false;
    cli.identities.groupsWith = async () => ['staff'];
    await expect(cli.run(...CREATE, '--attach', '--detach-shared')).rejects.toThrow(/has .* by a group/);
  });

  test.each([
    [['--detach-shared'], /without an IP policy/],
    [['--member', 'nobody'], /no member "nobody"/],
    [['--template', 'staging'], /in another account/],
    [['--template', 'sandbox'], /no target "sandbox"/],
  ])('%j is refused, and nothing is changed', async (words, reason) => {
    const { world, cli } = await open();
    await expect(cli.run(...CREATE, ...words)).rejects.toThrow(reason);
    expect(cli.changes).toEqual([]);
    expect(await world.objects.list('targets/dev-alice/')).toEqual([]);
  });
});

test('a new baseline of the shared target reaches the personal ones with the next reset', async () => {
  const { world, cli, policy } = await open();
  await cli.run(...CREATE, '--attach', '--detach-shared');
  const next = OFFICE_POLICY.replace('123.123.123.123/32', '192.0.2.0/24');
  await world.policy.createVersion(next);
  expect(await cli.run('baseline', 'set', '--from-live', '--target', 'dev', '--yes')).toContain(
    '1 personal target has it too.',
  );
  await runTask(world.otherProcess().deps, { task: 'reset' });
  expect(JSON.parse(policy.document())).toEqual(JSON.parse(next));
});

describe('a personal target keeps what the shared one has', () => {
  test('only the statements that Genkan edits in the shared policy', async () => {
    const world = await createTargets([]);
    const { deps } = world;
    const sids = ['Office'];
    Object.assign(deps, { config: { ...deps.config, sids } });
    const document = OFFICE_POLICY.replace('"Sid": ""', '"Sid": "Office"');
    await world.objects.put('baseline.json', document);
    world.replaceStore(
      { id: '', name: '', policyArn: OWN },
      createMemoryPolicy(document, () => world.time.now, OWN),
    );
    await world.join('alice');
    const cli = await openCli({ backend: world });
    await cli.run(...CREATE);
    expect(await cli.json('target', 'list')).toMatchObject({ targets: [{}, { id: 'dev-alice', sids }] });
  });

  test('an id that another target has is refused before anything is created', async () => {
    const taken = otherTarget('dev-alice');
    const world = await createTargets([taken]);
    await world.join('alice');
    const cli = await openCli({ backend: world });
    await expect(cli.run(...CREATE, '--attach')).rejects.toThrow(/another target "dev-alice" already/);
    expect(cli.changes).toEqual([]);
  });

  test('the shared target from which it is made cannot be removed before it', async () => {
    const { world, cli } = await open();
    const { targets } = world.deployment;
    const own = otherTarget('staging-alice', { memberId: 'alice', template: 'staging' });
    await world.write({ ...world.deployment, targets: [...targets, own] });
    await expect(cli.run('target', 'remove', 'staging')).rejects.toThrow(
      /genkan target remove staging-alice/,
    );
  });

  test('its member cannot be removed before it', async () => {
    const { cli } = await open();
    await cli.run(...CREATE);
    await expect(cli.run('member', 'remove', 'alice')).rejects.toThrow(/genkan target remove dev-alice/);
  });

  test('an interrupted detachment can be repeated; a user who has the shared policy by a group is named', async () => {
    const { cli } = await open();
    await cli.run(...CREATE, '--attach');
    cli.identities.detachFromUser = async () => false;
    await cli.run(...CREATE, '--attach', '--detach-shared');
    expect(await cli.json('target', 'list')).toMatchObject({
      targets: [{}, {}, { id: 'dev-alice', isInPlace: true }],
    });
  });

  test('a baseline that reached only the shared target reaches the others when it is set again', async () => {
    const { world, cli } = await open();
    await cli.run(...CREATE);
    const next = OFFICE_POLICY.replace('123.123.123.123/32', '192.0.2.0/24');
    await world.policy.createVersion(next);
    await world.objects.put('baseline.json', next);
    expect(await cli.run('baseline', 'set', '--from-live', '--target', 'dev', '--yes')).toContain(
      '1 personal targets have it too.',
    );
    expect((await world.objects.get('targets/dev-alice/baseline.json'))?.body).toBe(next);
  });
});
