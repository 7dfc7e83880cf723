import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseSetupCode } from '@genkan/shared/codes/setup-code';
import type { Command } from 'commander';
import { expect, test } from 'vitest';
import { HOME, OFFICE_POLICY } from '../testing/test-backend.ts';
import { CliError } from './context.ts';
import { ENDPOINT, openCli } from './testing/open-cli.ts';

test('from an existing policy to a member’s lease, its listing, its revocation and a reset', async () => {
  const cli = await openCli({ baseline: null });
  expect(await cli.run('init')).toContain('123.123.123.123/32');
  expect(cli.questions).toEqual(['Adopt this policy?']);
  expect(cli.world.policy.ids()).toEqual(['v1']);
  expect(await cli.run('init')).toMatch(/baseline already; nothing was changed/);

  const added = await cli.json('member', 'add', 'hanako', '--name', '佐藤花子');
  const { key, setupCode } = Object(added);
  expect(parseSetupCode(setupCode)).toMatchObject({ ok: true, value: { endpoint: ENDPOINT, key } });
  await cli.world.call('POST', '/v1/leases', { key: `Bearer ${key}`, body: { label: 'home' } });

  expect(await cli.run('lease', 'list')).toMatch(
    /hanako\s+203\.0\.113\.7\/32\s+2026-11-24 00:00\s+home\s+hanako~203/,
  );
  expect(await cli.run('lease', 'revoke', 'hanako~203.0.113.7_32')).toContain('has ended');
  expect(cli.world.policy.document()).not.toContain(HOME);

  expect(await cli.json('lease', 'add', 'hanako', '198.51.100.9', '--minutes', '30')).toMatchObject({
    lease: { cidr: '198.51.100.9/32' },
  });
  await expect(cli.run('lease', 'add', 'hanako', '10.0.0.1')).rejects.toThrow(/private/);
  await expect(cli.run('lease', 'add', 'taro', '198.51.100.9')).rejects.toThrow(/no member/);

  cli.world.time.now += 31 * 60_000;
  expect(await cli.run('reconcile')).toContain('The live policy is now');
  expect(await cli.run('reset', '--yes')).toContain('The policy stays at');
  expect(await cli.run('audit')).toMatch(/granted\s+hanako\s+203\.0\.113\.7\/32/);
  expect(await cli.run('audit', '--member', 'taro')).toBe('There are no events.');
});

test('rotate keeps the old key for the grace, disable ends leases and keys, enable brings the key back', async () => {
  const cli = await openCli();
  const old = await cli.world.join('hanako');
  const status = async (key: string) => {
    cli.world.time.now += 10_000;
    return (await cli.world.call('GET', '/v1/me', { key })).status;
  };
  const { key } = Object(await cli.json('member', 'rotate', 'hanako', '--keep-old', '60m'));
  const fresh = `Bearer ${key}`;
  expect([await status(old), await status(fresh)]).toEqual([200, 200]);
  cli.world.time.now += 60 * 60_000;
  expect([await status(old), await status(fresh)]).toEqual([401, 200]);

  await cli.world.call('POST', '/v1/leases', { key: fresh });
  await cli.world.call('POST', '/v1/leases', { key: fresh, from: '198.51.100.1' });
  expect(await cli.json('member', 'disable', 'hanako')).toMatchObject({
    endedLeases: ['198.51.100.1/32', '203.0.113.7/32'],
  });
  expect(cli.world.policy.document()).not.toMatch(/203\.0\.113\.7|198\.51\.100\.1/);
  expect(await status(fresh)).toBe(401);
  await expect(cli.run('lease', 'add', 'hanako', '198.51.100.2')).rejects.toThrow(/is disabled/);
  await cli.run('member', 'enable', 'hanako');
  expect(await status(fresh)).toBe(200);

  expect(await cli.run('member', 'list')).toMatch(/hanako\s+Member hanako\s+2026-11-23\s+active\s+current/);
  await cli.run('member', 'remove', 'hanako');
  expect(await status(fresh)).toBe(401);
  expect(await cli.json('member', 'list')).toEqual({ members: [], broken: [] });
});

test('rotate --keep-old 0 cuts the old key off at once', async () => {
  const cli = await openCli();
  const old = await cli.world.join('hanako');
  await cli.run('member', 'rotate', 'hanako', '--keep-old', '0');
  expect((await cli.world.call('GET', '/v1/me', { key: old })).status).toBe(401);
});

test('a no changes nothing', async () => {
  const cli = await openCli();
  await cli.world.join('hanako');
  await cli.world.policy.createVersion(OFFICE_POLICY.replace('123.123.123.123/32', '192.0.2.1/32'));
  cli.answers.yes = false;
  const before = [...cli.world.objects.objects.keys()];
  await expect(cli.run('member', 'remove', 'hanako')).rejects.toThrow(CliError);
  await expect(cli.run('reset')).rejects.toThrow('Nothing was changed.');
  await expect(cli.run('baseline', 'set', '--from-live')).rejects.toThrow(CliError);
  expect([...cli.world.objects.objects.keys()]).toEqual(before);
});

test('policy diff distinguishes edits by hand from leases; baseline set --from-live adopts only the edits', async () => {
  const cli = await openCli();
  await cli.world.call('POST', '/v1/leases', { key: await cli.world.join('hanako') });
  await cli.world.policy.createVersion(
    cli.world.policy.document().replace('"123.123.123.123/32"', '"123.123.123.123/32", "192.0.2.1/32"'),
  );
  expect(await cli.json('policy', 'diff')).toMatchObject({
    version: 'v3',
    drift: { added: ['192.0.2.1/32'] },
  });
  expect(await cli.run('policy', 'show')).toBe(cli.world.policy.document());

  await cli.run('baseline', 'set', '--from-live');
  const baseline = await cli.run('baseline', 'show');
  expect(baseline).toContain('192.0.2.1/32');
  expect(baseline).not.toContain(HOME);
});

test('baseline set refuses a document that Genkan could not edit, and takes a good one from a file', async () => {
  const cli = await openCli();
  const folder = await mkdtemp(join(tmpdir(), 'genkan-cli-'));
  try {
    const file = join(folder, 'policy.json');
    await writeFile(file, OFFICE_POLICY.replace('NotIpAddress', 'IpAddress'));
    await expect(cli.run('baseline', 'set', file)).rejects.toThrow(/cannot be the baseline/);
    await writeFile(file, OFFICE_POLICY.replace('123.123.123.123/32', '192.0.2.0/24'));
    expect(await cli.run('baseline', 'set', file, '--yes')).toContain('192.0.2.0/24');
    expect(await cli.run('baseline', 'show')).toContain('192.0.2.0/24');
    await expect(cli.run('baseline', 'set', join(folder, 'none.json'))).rejects.toThrow(/cannot be read/);
    await expect(cli.run('baseline', 'set')).rejects.toThrow(/Name a file/);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('bad arguments are refused with what would be good', async () => {
  const cli = await openCli();
  await expect(cli.run('member', 'add', 'Hanako', '--name', 'x')).rejects.toThrow(/not a member id/);
  await expect(
    cli.run('member', 'add', 'h', '--name', 'x', '--endpoint', 'http://genkan.example.com'),
  ).rejects.toThrow(/endpoint/);
  await cli.world.join('hanako');
  await expect(cli.run('member', 'add', 'hanako', '--name', 'x')).rejects.toThrow(/member rotate/);
  await expect(cli.run('lease', 'add', 'hanako', '203.0.113.0/24')).rejects.toThrow(/not an address/);
});

test('every command has help with an example, and --json', async () => {
  const leaves = (command: Command): Command[] =>
    command.commands.length === 0 ? [command] : command.commands.flatMap(leaves);
  const cli = await openCli();
  const all = leaves(cli.program());
  expect(all.length).toBeGreaterThanOrEqual(17);
  for (const command of all) {
    expect(
      command.options.map(({ long }) => long),
      command.name(),
    ).toContain('--json');
    const path = command.parent?.name() === 'genkan' ? [] : [command.parent?.name() ?? ''];
    await expect(cli.run(...path, command.name(), '--help')).rejects.toThrow('(outputHelp)');
    expect(cli.printed(), command.name()).toMatch(/Examples?:\n {2}\$ genkan /);
  }
});

test('a name loses characters that are not seen, and is refused with control characters', async () => {
  const cli = await openCli();
  expect(await cli.json('member', 'add', 'hanako', '--name', ' Hana\u{202e}ko\u{200b} ')).toMatchObject({
    name: 'Hanako',
  });
  for (const name of ['Ta\u{1b}[2Jro', 'Ta\nro', '\u{200b}', ' ']) {
    await expect(cli.run('member', 'add', 'taro', '--name', name)).rejects.toThrow(/1 to 100 characters/);
  }
});

test('a record from before that rule still names its member', async () => {
  const cli = await openCli();
  const key = await cli.world.join('hanako');
  const stored = await cli.world.objects.get('members/hanako.json');
  const record = { ...JSON.parse(stored?.body ?? ''), name: 'Hana\u{202e}ko' };
  await cli.world.objects.put('members/hanako.json', JSON.stringify(record));
  cli.world.deps.memory.records.clear();
  expect(await cli.json('member', 'list')).toMatchObject({ members: [{ name: 'Hanako' }], broken: [] });
  expect((await cli.world.call('GET', '/v1/me', { key })).body).toMatchObject({ member: { name: 'Hanako' } });
});
