import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createTargets, otherTarget } from '../testing/test-targets.ts';
import { openCli } from './testing/open-cli.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'genkan-members-'));
});
afterAll(() => rm(folder, { recursive: true }));

const groups = { developers: { targets: ['dev'] }, operators: { targets: ['dev', 'staging'] } };

async function open() {
  const world = await createTargets([otherTarget('staging')], { groups });
  return { world, cli: await openCli({ backend: world }) };
}

async function fileOf(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}

const LIST = `members:
  - id: hanako
    name: Hanako Sato
    groups: [developers]
  - id: taro
    name: Taro Suzuki
    groups: [operators, developers]
    maxMinutes: 120
    maxLeases: 3
`;

test('a list adds, changes, enables and disables, shows that first, and a second time does nothing', async () => {
  const { world, cli } = await open();
  const key = await world.join('gone');
  await world.call('POST', '/v1/leases', { key });
  await world.join('hanako', { groups: ['operators'] });
  await world.join('taro');
  await cli.run('member', 'disable', 'taro');
  const path = await fileOf('members.yaml', LIST);
  const printed = await cli.run('member', 'sync', path);
  expect(printed).toContain('~ hanako (Member hanako): operators → hanako (Hanako Sato): developers');
  expect(printed).toContain(
    '~ taro (Member taro): every target → taro (Taro Suzuki): operators developers, 120 min, 3 leases',
  );
  expect(printed).toContain('+ taro (Taro Suzuki) is enabled again');
  expect(printed).toContain('- gone (Member gone) is disabled, and every lease ends');
  expect(printed).toContain('0 added, 2 changed, 1 enabled, 1 disabled.');
  expect(cli.questions).toEqual(['Change the members?']);
  expect(world.document('dev')).not.toContain('203.0.113.7');
  expect(await cli.run('member', 'sync', path)).toBe(
    `The members are those of ${path}; nothing was changed.`,
  );
  expect(await cli.json('member', 'export')).toEqual({
    members: [
      { id: 'hanako', name: 'Hanako Sato', groups: ['developers'] },
      { id: 'taro', name: 'Taro Suzuki', groups: ['operators', 'developers'], maxMinutes: 120, maxLeases: 3 },
    ],
  });
});

test('a hundred members come from CSV, and their setup codes go to a file that only the administrator can read', async () => {
  const { cli } = await open();
  const rows = Array.from(
    { length: 100 },
    (_, index) => `m${index},"Member, ${index}",developers operators,60,2`,
  );
  const path = await fileOf(
    'members.csv',
    `\u{feff}id,name,groups,maxMinutes,maxLeases\n${rows.join('\n')}\n`,
  );
  const codes = join(folder, 'codes.txt');
  expect(await cli.run('member', 'sync', path, '--codes', codes)).toContain('100 added');
  expect((await stat(codes)).mode & 0o777).toBe(0o600);
  const lines = (await readFile(codes, 'utf8')).trimEnd().split('\n');
  expect(lines).toHaveLength(100);
  for (const line of lines) expect(line).toMatch(/^m\d+\tgenkan1_[\w-]+$/);
  const exported = await fileOf('exported.yaml', await cli.run('member', 'export'));
  expect(await cli.run('member', 'sync', exported)).toContain('nothing was changed');
});

test('a setup code is printed once where no file is named, and an existing file is left as it is', async () => {
  const { world, cli } = await open();
  const path = await fileOf('two.yaml', 'members:\n  - { id: hanako, name: Hanako }\n');
  const codes = await fileOf('kept.txt', 'earlier codes\n');
  await expect(cli.run('member', 'sync', path, '--codes', codes)).rejects.toThrow(/is there already/);
  expect(await readFile(codes, 'utf8')).toBe('earlier codes\n');
  expect(await world.objects.list('members/')).toEqual([]);
  expect(await cli.run('member', 'sync', path)).toMatch(/hanako\tgenkan1_/);
});

test.each([
  ['typo.yaml', 'members:\n  - id: hanako\n    nmae: Hanako\n', /member 1\.n(m)?a/],
  ['twice.yaml', 'members:\n  - { id: a, name: A }\n  - { id: a, name: B }\n', /a member is listed twice/],
  ['group.yaml', 'members:\n  - { id: a, name: A, groups: [develpers] }\n', /There is no group "develpers"/],
  ['id.yaml', 'members:\n  - { id: Hanako, name: A }\n', /member 1\.id: is not a member id/],
  ['broken.yaml', 'members: [\n', /cannot be read: /],
  ['column.csv', 'id,name,team\na,A,x\n', /the columns are id, name, groups/],
  ['number.csv', 'id,name,maxMinutes\na,A,soon\n', /member 1\.maxMinutes/],
])('%s is refused by name, and nothing is changed', async (name, text, reason) => {
  const { world, cli } = await open();
  await world.join('hanako');
  await expect(cli.run('member', 'sync', await fileOf(name, text))).rejects.toThrow(reason);
  expect(await world.objects.list('members/')).toEqual(['members/hanako.json']);
});

test('the codes of new members are printed although another step fails, and the rest can be repeated', async () => {
  const { world, cli } = await open();
  const key = await world.join('gone');
  await world.call('POST', '/v1/leases', { key });
  const path = await fileOf('fails.yaml', 'members:\n  - { id: hanako, name: Hanako }\n');
  const create = vi
    .spyOn(world.policyOf('staging'), 'createVersion')
    .mockRejectedValue(new Error('IAM is down'));
  await expect(cli.run('member', 'sync', path)).rejects.toThrow();
  expect(cli.printed()).toMatch(/hanako\tgenkan1_/);
  create.mockRestore();
  expect(await cli.run('member', 'sync', path)).toContain('nothing was changed');
});
