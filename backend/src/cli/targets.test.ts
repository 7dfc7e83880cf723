import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { RoleRefusedError } from '../runtime/ports.ts';
import { LOCK_LIFETIME_MS } from '../runtime/timing.ts';
import { createMemoryPolicy } from '../testing/memory-stores.ts';
import { createClient, HOME, OFFICE_POLICY } from '../testing/test-backend.ts';
import { createTargets, otherTarget } from '../testing/test-targets.ts';
import { openCli } from './testing/open-cli.ts';

const STAGING = otherTarget('staging');
const OWN = 'arn:aws:iam::123456789012:policy/OfficeOnly';

async function openTargetsCli(groups = {}) {
  const world = await createTargets([STAGING], { groups });
  return { world, cli: await openCli({ backend: world }) };
}

describe('target add', () => {
  /** A deployment with one policy, and a second one in the account that is not managed yet. */
  async function openSingle() {
    const cli = await openCli();
    const operators = 'arn:aws:iam::123456789012:policy/team/OperatorsOnly';
    const policy = createMemoryPolicy(OFFICE_POLICY, () => cli.world.time.now, operators);
    const opened: unknown[] = [];
    Object.assign(cli.world.deps, {
      openPolicy: (location: unknown) => {
        opened.push(location);
        return policy;
      },
    });
    return { cli, operators, opened };
  }

  test('adopts the policy, and a deployment without a list gets one with its own policy first', async () => {
    const { cli, operators, opened } = await openSingle();
    expect(await cli.run('target', 'add', operators, '--name', 'Operators', '--group', 'ops')).toContain(
      'operators-only is a target.',
    );
    expect(cli.questions).toEqual(['Add this target?']);
    expect(await cli.json('target', 'list')).toMatchObject({
      targets: [
        { id: 'main', policyArn: OWN },
        { id: 'operators-only', name: 'Operators', policyArn: operators },
      ],
      groups: { ops: { targets: ['operators-only'] } },
    });
    expect(opened).toContainEqual({ policyArn: operators });
    const stored = await cli.world.objects.get('targets/operators-only/baseline.json');
    expect(stored?.body).toBe(OFFICE_POLICY);
  });

  test.each([
    [['arn:aws:iam::123456789012:user/hanako'], /is not the ARN of a customer managed policy/],
    [[OWN], /is the target "main" already/],
    [['arn:aws-cn:iam::123456789012:policy/P'], /in another partition/],
    [['arn:aws:iam::210987654321:policy/P'], /Create a role there \("genkan target template"\)/],
    [
      ['arn:aws:iam::210987654321:policy/P', '--role', 'arn:aws:iam::333333333333:role/genkan'],
      /is in another account than/,
    ],
    [['arn:aws:iam::210987654321:policy/P', '--role', 'genkan'], /"genkan" is not the ARN of a role/],
    [['arn:aws:iam::123456789012:policy/Other', '--id', 'Über'], /"Über" is not a target id/],
  ])('refuses %j and changes nothing', async (words, reason) => {
    const { cli } = await openSingle();
    await expect(cli.run('target', 'add', ...words)).rejects.toThrow(reason);
    expect(await cli.world.objects.get('targets.json')).toBeUndefined();
  });

  test('begins without the leases of a former target with the same id', async () => {
    const { cli, operators } = await openSingle();
    const key = `targets/operators-only/leases/hanako~${HOME}_32/${'1'.padStart(15, '0')}-${'2'.padStart(15, '0')}`;
    await cli.world.objects.put(key, '{}');
    await cli.run('target', 'add', operators);
    expect(await cli.world.objects.get(key)).toBeUndefined();
  });

  test('a role that cannot be assumed leaves no trace', async () => {
    const { cli } = await openSingle();
    const roleArn = 'arn:aws:iam::210987654321:role/genkan/backend';
    const fail = async () => {
      throw new RoleRefusedError(roleArn);
    };
    Object.assign(cli.world.deps, { openPolicy: () => ({ arn: '', listVersions: fail, getVersion: fail }) });
    const add = cli.run('target', 'add', 'arn:aws:iam::210987654321:policy/P', '--role', roleArn);
    await expect(add).rejects.toThrow(`AWS does not let Genkan assume ${roleArn}`);
    expect(await cli.world.objects.list('targets')).toEqual([]);
  });
});

describe('target remove', () => {
  test('restores the baseline first, and refuses the own policy and unknown targets', async () => {
    const { world, cli } = await openTargetsCli();
    const key = await world.join('hanako');
    await world.call('POST', '/v1/leases', { key });
    expect(world.document('staging')).toContain(HOME);
    await expect(cli.run('target', 'remove', 'dev')).rejects.toThrow(/deployment's own policy/);
    await expect(cli.run('target', 'remove', 'stagin')).rejects.toThrow(
      'There is no target "stagin". There are: dev, staging.',
    );
    expect(await cli.run('target', 'remove', 'staging')).toContain('staging is removed');
    expect(JSON.parse(world.document('staging'))).toEqual(JSON.parse(OFFICE_POLICY));
    expect(world.document('dev')).toContain(HOME);
    expect(await world.objects.list('targets/staging/')).toEqual(['targets/staging/baseline.json']);
    expect(await cli.json('target', 'list')).toMatchObject({ targets: [{ id: 'dev' }] });
  });

  test('a removal that cannot restore the baseline can be repeated, and opens nothing meanwhile', async () => {
    const { world, cli } = await openTargetsCli();
    const key = await world.join('hanako');
    const create = vi.spyOn(world.policyOf('staging'), 'createVersion');
    await world.call('POST', '/v1/leases', { key });
    create.mockRejectedValue(new Error('IAM is down'));
    onTestFinished(() => create.mockRestore());
    await expect(cli.run('target', 'remove', 'staging')).rejects.toThrow();
    expect((await world.otherProcess().call('POST', '/v1/leases', { key })).body).not.toHaveProperty(
      'targets',
    );
    create.mockRestore();
    await cli.run('target', 'remove', 'staging');
    expect(world.document('staging')).not.toContain(HOME);
  });

  test('outlives a grant that waits for the lock with the list of before', async () => {
    const { world, cli } = await openTargetsCli();
    const key = await world.join('hanako');
    const lock = 'targets/staging/state/writer.lock';
    // Left by a writer that died.
    const takenAt = world.time.now - LOCK_LIFETIME_MS + 5_000;
    await world.objects.put(lock, JSON.stringify({ holder: 'dead', takenAt }));
    let resume = (): void => undefined;
    const removed = new Promise<void>((resolve) => {
      resume = resolve;
    });
    const { deps } = world.otherProcess();
    const slow = createClient({
      ...deps,
      objects: {
        ...world.objects,
        async get(name) {
          if (name === lock) await removed;
          return world.objects.get(name);
        },
      },
    });
    const pressed = slow.call('POST', '/v1/leases', { key });
    while ((await world.objects.list('targets/staging/leases/')).length === 0)
      await new Promise(setImmediate);
    await cli.run('target', 'remove', 'staging');
    resume();
    await pressed;
    expect(world.document('staging')).not.toContain(HOME);
    expect(world.document('dev')).toContain(HOME);
  });

  test('changes nothing when the policy cannot be reached', async () => {
    const { world, cli } = await openTargetsCli();
    const fail = async () => {
      throw new RoleRefusedError(STAGING.roleArn ?? '');
    };
    world.replaceStore(STAGING, { ...world.policyOf('staging'), listVersions: fail });
    const before = await world.objects.get('targets.json');
    await expect(cli.run('target', 'remove', 'staging')).rejects.toThrow(/does not let Genkan assume/);
    expect(await world.objects.get('targets.json')).toEqual(before);
  });

  test('keeps a group whose members would have no target', async () => {
    const { cli } = await openTargetsCli({ ops: { targets: ['staging'] } });
    await expect(cli.run('target', 'remove', 'staging')).rejects.toThrow(/genkan group remove ops/);
  });
});

describe('--target', () => {
  test('is needed by a command about one policy, and implied with one', async () => {
    const { cli } = await openTargetsCli();
    await expect(cli.run('policy', 'show')).rejects.toThrow('Name the target: --target dev|staging.');
    expect(await cli.run('policy', 'show', '--target', 'staging')).toBe(OFFICE_POLICY);
    await expect(cli.run('policy', 'show', '--target', 'stage')).rejects.toThrow(
      'There is no target "stage". There are: dev, staging.',
    );
    const single = await openCli();
    expect(await single.run('policy', 'show')).toBe(OFFICE_POLICY);
    await expect(single.run('policy', 'show', '--target', 'dev')).rejects.toThrow(/has one policy/);
  });

  test('limits a reset, a lease and its end; without it they concern every target', async () => {
    const { world, cli } = await openTargetsCli();
    await world.join('hanako');
    await cli.run('lease', 'add', 'hanako', HOME, '--target', 'staging');
    expect([world.document('dev').includes(HOME), world.document('staging').includes(HOME)]).toEqual([
      false,
      true,
    ]);
    expect(await cli.run('lease', 'add', 'hanako', '198.51.100.9')).toMatch(/^dev: .*\nstaging: /);
    const { leases } = Object(await cli.json('lease', 'list'));
    expect(leases.map(({ target, cidr }: { target: string; cidr: string }) => `${target} ${cidr}`)).toEqual([
      'dev 198.51.100.9/32',
      'staging 198.51.100.9/32',
      `staging ${HOME}/32`,
    ]);
    await cli.run('lease', 'revoke', `hanako~${HOME}_32`);
    expect(world.document('staging')).not.toContain(HOME);
    expect(await cli.json('reset', '--to-baseline', '--yes')).toMatchObject({
      targets: [{ target: 'dev' }, { target: 'staging' }],
    });
    expect(world.document('staging')).not.toContain('198.51.100.9');
  });

  test('a member who is disabled loses the leases in every target', async () => {
    const { world, cli } = await openTargetsCli();
    await world.call('POST', '/v1/leases', { key: await world.join('hanako') });
    await cli.run('member', 'disable', 'hanako');
    for (const id of ['dev', 'staging']) expect(world.document(id)).not.toContain(HOME);
  });
});

describe('groups', () => {
  test('are made, given to members, and removed when they have no members', async () => {
    const { world, cli } = await openTargetsCli();
    await world.join('hanako');
    await expect(cli.run('group', 'set', 'ops', '--target', 'stagin')).rejects.toThrow(/no target "stagin"/);
    await expect(cli.run('group', 'set', 'ops')).rejects.toThrow(/A group needs a target/);
    await expect(cli.run('member', 'groups', 'hanako', 'ops')).rejects.toThrow(/no group "ops"/);
    await cli.run('group', 'set', 'ops', '--target', 'staging', '--max-minutes', '60', '--require-label');
    await cli.run('member', 'groups', 'hanako', 'ops');
    expect(await cli.json('group', 'list')).toEqual({
      groups: { ops: { targets: ['staging'], maxMinutes: 60, requireLabel: true } },
    });
    await expect(cli.run('group', 'remove', 'ops')).rejects.toThrow('hanako would lose the group "ops".');
    await cli.run('member', 'groups', 'hanako');
    await cli.run('group', 'remove', 'ops');
    expect(await cli.json('group', 'list')).toEqual({ groups: {} });
  });
});

test('the template of the role names one policy, the roles of the backend and the external id', async () => {
  const { cli } = await openTargetsCli();
  const text = await cli.run(
    'target',
    'template',
    '--administrator',
    'Admin',
    '--organization',
    'o-a1b2c3d4e5',
  );
  expect(text).toContain('arn:aws:iam::123456789012:root');
  expect(text).toContain('arn:aws:iam::123456789012:role/GenkanStack-Backend*');
  expect(text).toContain('arn:aws:iam::123456789012:role/Admin');
  expect(text).toContain('sts:ExternalId: d-0123456789');
  expect(text).toContain('aws:PrincipalOrgID: o-a1b2c3d4e5');
  // CloudFormation reads no aliases.
  expect(text).not.toMatch(/[&*]a\d/);
  const boundary = await cli.run('target', 'template', '--boundary', 'OfficeBoundary').catch(String);
  expect(boundary).toContain('ManagedPolicyName: OfficeBoundary');
});

test('the doctor checks each target and names it', async () => {
  const { world, cli } = await openTargetsCli();
  world.replaceStore(STAGING, {
    ...world.policyOf('staging'),
    listVersions: async () => {
      throw new RoleRefusedError(STAGING.roleArn ?? '');
    },
  });
  const { findings } = Object(await cli.json('doctor'));
  expect(findings).toContainEqual(
    expect.objectContaining({ check: 'policy', target: 'staging', status: 'warning' }),
  );
  expect(findings).toContainEqual(
    expect.objectContaining({ check: 'baseline', target: 'staging', status: 'ok' }),
  );
  expect(findings).toContainEqual(expect.objectContaining({ check: 'targets', status: 'ok' }));
});

test('the doctor warns of a user with two policies whose group leads to one of them', async () => {
  const operators = otherTarget('operators', { policyArn: 'arn:aws:iam::123456789012:policy/Operators' });
  const { roleArn: _, ...own } = operators;
  const world = await createTargets([own], { groups: { ops: { targets: ['operators'] } } });
  const cli = await openCli({ backend: world });
  const overlaps = async () => {
    const { findings } = Object(await cli.json('doctor'));
    return findings.filter(({ message }: { message: string }) => message.includes('both Denies apply'));
  };
  expect(await overlaps()).toMatchObject([
    {
      status: 'warning',
      message: expect.stringContaining('hanako has the policies of dev and operators'),
      fix: expect.stringContaining('genkan group set ops --target dev --target operators'),
    },
  ]);
  cli.account.attachments = async (arn) => ({
    users: arn === own.policyArn ? ['taro'] : ['hanako'],
    groups: [],
    roles: [],
  });
  expect(await overlaps()).toEqual([]);
});
