import { expect, test } from 'vitest';
import { AccessRefusedError } from '../runtime/ports.ts';
import { OFFICE_POLICY, withBlocklist } from '../testing/test-backend.ts';
import { openCli } from './testing/open-cli.ts';

test('init prints its plan and what the policy is attached to, and changes nothing in IAM', async () => {
  const cli = await openCli({ baseline: null });
  cli.account.attachments = async () => ({ users: ['hanako', 'taro'], groups: ['Staff'], roles: [] });
  const before = cli.world.policy.document();
  const words = await cli.run('init');
  expect(words).toContain('default version v1');
  expect(words).toContain('2 users (hanako, taro), 1 group (Staff)');
  expect(words).toContain('statement 1: NotIpAddress aws:SourceIp: 123.123.123.123/32');
  expect(cli.world.policy.document()).toBe(before);
  expect(await cli.run('baseline', 'show')).toBe(before);
});

test('init continues without the permission to list what the policy is attached to', async () => {
  const cli = await openCli({ baseline: null });
  cli.account.attachments = async () => {
    throw new AccessRefusedError('AccessDenied');
  };
  expect(await cli.run('init', '--yes')).toContain('iam:ListEntitiesForPolicy');
  expect(await cli.run('baseline', 'show')).toBe(OFFICE_POLICY);
});

test.each([
  ['lost', undefined],
  ['broken', '{'],
])('a baseline that was %s while leases are active is adopted again without them', async (_, broken) => {
  const cli = await openCli();
  await cli.world.call('POST', '/v1/leases', { key: await cli.world.join('hanako') });
  expect(cli.world.policy.document()).toContain('203.0.113.7/32');
  if (broken === undefined) await cli.world.objects.delete('baseline.json');
  else await cli.world.objects.put('baseline.json', broken);
  await cli.run('init');
  const baseline = await cli.run('baseline', 'show');
  expect(baseline).toContain('123.123.123.123/32');
  expect(baseline).not.toContain('203.0.113.7');
  expect(cli.world.policy.document()).toContain('203.0.113.7/32');
});

test('--force shows the difference and replaces a usable baseline', async () => {
  const cli = await openCli();
  await cli.world.policy.createVersion(OFFICE_POLICY.replace('123.123.123.123/32', '192.0.2.0/24'));
  expect(await cli.run('init')).toContain('nothing was changed');
  const words = await cli.run('init', '--force');
  expect(words).toContain('+ 192.0.2.0/24');
  expect(words).toContain('- 123.123.123.123/32');
  expect(await cli.run('baseline', 'show')).toContain('192.0.2.0/24');
});

test.each([
  ['has no allowlist', OFFICE_POLICY.replace('Deny', 'Allow'), /no Deny statement/],
  [
    'has characters that IAM refuses',
    OFFICE_POLICY.replace('"Sid": ""', '"Sid": "事務所"'),
    /character U\+4E8B/,
  ],
])('a policy that %s is refused', async (_, policy, reason) => {
  const cli = await openCli({ baseline: null, policy });
  await expect(cli.run('init', '--yes')).rejects.toThrow(reason);
  expect(await cli.world.objects.get('baseline.json')).toBeUndefined();
});

const STRICT_SECOND = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    ['OfficeOrVpn', '*', ['203.0.113.0/24', '198.51.100.10/32']],
    ['IamOnlyFromBastion', 'iam:*', ['198.51.100.10/32']],
  ].map(([Sid, Action, addresses]) => ({
    Sid,
    Effect: 'Deny',
    Action,
    Resource: '*',
    Condition: { NotIpAddress: { 'aws:SourceIp': addresses } },
  })),
});

test('init warns of a second, stricter allowlist, and GENKAN_SIDS settles it', async () => {
  const cli = await openCli({ baseline: null, policy: STRICT_SECOND });
  const words = await cli.run('init');
  expect(words).toMatch(/! Statement 2 \(IamOnlyFromBastion\) has a stricter allowlist than statement 1/);
  expect(words).toContain('GENKAN_SIDS=OfficeOrVpn');
  expect(words).toContain('--sid OfficeOrVpn');
  // Also where there is nothing left to do.
  expect(await cli.json('init')).toMatchObject({
    warnings: [{ fix: expect.stringContaining('GENKAN_SIDS') }],
  });
  const settled = await openCli({
    baseline: null,
    policy: STRICT_SECOND,
    config: { sids: ['OfficeOrVpn'] },
  });
  expect(await settled.json('init')).toMatchObject({ warnings: [] });
});

test('init warns of a blocklist beside the allowlist', async () => {
  const cli = await openCli({ baseline: null, policy: withBlocklist('8.8.0.0/16') });
  expect(await cli.run('init')).toContain('! Statement 2 (Blocked) denies 8.8.0.0/16 by itself.');
});

test('init refuses a policy that only allows by address, and prints it with a Deny', async () => {
  const policy = JSON.stringify({
    Version: '2012-10-17',
    Statement: {
      Effect: 'Allow',
      Action: 's3:*',
      Resource: '*',
      Condition: { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } },
    },
  });
  const cli = await openCli({ baseline: null, policy });
  const error: unknown = await cli.run('init', '--yes').catch((reason: unknown) => reason);
  const message = error instanceof Error ? error.message : '';
  expect(message).toMatch(/allows by address instead/);
  const suggestion = message.slice(message.indexOf('{'), message.lastIndexOf('}') + 1);
  // What it prints can be adopted.
  const next = await openCli({ baseline: null, policy: suggestion });
  expect(await next.run('init')).toContain('NotIpAddress aws:SourceIp: 203.0.113.0/24');
});
