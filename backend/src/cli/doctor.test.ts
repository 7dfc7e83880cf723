import { describe, expect, test } from 'vitest';
import type { Finding } from '../admin/checks/check.ts';
import { AccessRefusedError, BucketNotFoundError, PolicyNotFoundError } from '../runtime/ports.ts';
import { VERSION } from '../runtime/version.ts';
import { fullPolicy, OFFICE_POLICY, withBlocklist } from '../testing/test-backend.ts';
import { CliError } from './context.ts';
import { ENDPOINT, openCli } from './testing/open-cli.ts';

type Cli = Awaited<ReturnType<typeof openCli>>;
const HOUR_MS = 3_600_000;
const endpoints = { ipv4: 'https://v4.genkan.example.com', dualStack: ENDPOINT };

async function runDoctor(cli: Cli): Promise<{ findings: readonly Finding[]; error: unknown }> {
  const error: unknown = await cli.run('doctor', '--json').catch((reason: unknown) => reason);
  const { findings } = Object(JSON.parse(cli.printed()));
  return { findings, error };
}

const complaintsOf = (findings: readonly Finding[]) => findings.filter(({ status }) => status !== 'ok');

test('a healthy deployment passes every check', async () => {
  const cli = await openCli({ config: { endpoints } });
  await cli.run('reset', '--yes');
  const { findings, error } = await runDoctor(cli);
  expect(complaintsOf(findings)).toEqual([]);
  expect(error).toBeTypeOf('string');
  expect(new Set(findings.map(({ check }) => check))).toEqual(
    new Set([
      'policy',
      'owner',
      'attachments',
      'signin',
      'bucket',
      'baseline',
      'leases',
      'capacity',
      'versions',
      'members',
      'schedule',
      'reconcile',
      'lock',
      'clock',
      'alarms',
      'endpoints',
      'cdn',
      'families',
    ]),
  );
});

const edited = (entries: string) => OFFICE_POLICY.replace('"123.123.123.123/32"', entries);
const attached = (cli: Cli, attachments: Partial<Awaited<ReturnType<Cli['account']['attachments']>>>) => {
  cli.account.attachments = async () => ({ users: [], groups: [], roles: [], ...attachments });
};
const refuse = (error: Error) => async (): Promise<never> => {
  throw error;
};

interface Case {
  readonly name: string;
  readonly spoil: (cli: Cli) => unknown;
  readonly check: string;
  readonly status: 'warning' | 'failure';
  readonly message: RegExp;
  readonly fix: RegExp;
}

const CASES: readonly Case[] = [
  {
    name: 'the policy is missing',
    spoil: (cli) => {
      cli.world.deps.policies.listVersions = refuse(new PolicyNotFoundError('NoSuchEntity'));
    },
    check: 'policy',
    status: 'failure',
    message: /does not exist/,
    fix: /GENKAN_POLICY_ARN/,
  },
  {
    name: 'the policy has no allowlist',
    spoil: (cli) => cli.world.policy.createVersion(OFFICE_POLICY.replace('Deny', 'Allow')),
    check: 'policy',
    status: 'failure',
    message: /\(v2\) has no allowlist/,
    fix: /genkan reset/,
  },
  {
    name: 'the policy cannot be edited safely',
    spoil: (cli) => cli.world.policy.createVersion(edited('"123.123.123.999/32"')),
    check: 'policy',
    status: 'failure',
    message: /cannot be edited safely/,
    fix: /Correct the policy/,
  },
  {
    name: 'a second allowlist is stricter',
    spoil: (cli) =>
      cli.world.policy.createVersion(
        OFFICE_POLICY.replace('"Sid": ""', '"Sid": "Office"').replace(
          /\n {2}\]\n\}$/,
          ', { "Sid": "Bastion", "Effect": "Deny", "Action": "iam:*", "Resource": "*", "Condition": { "NotIpAddress": { "aws:SourceIp": "192.0.2.1" } } }]}',
        ),
      ),
    check: 'policy',
    status: 'warning',
    message:
      /Statement 2 \(Bastion\) has a stricter allowlist than statement 1 \(Office\): it lacks 123\.123\.123\.123\/32/,
    fix: /GENKAN_SIDS/,
  },
  {
    name: 'a blocklist is beside the allowlist',
    spoil: (cli) => cli.world.policy.createVersion(withBlocklist('8.8.0.0/16')),
    check: 'policy',
    status: 'warning',
    message: /Statement 2 \(Blocked\) denies 8\.8\.0\.0\/16 by itself/,
    fix: /members may come from/,
  },
  {
    name: 'the policy only allows by address',
    spoil: (cli) =>
      cli.world.policy.createVersion(
        OFFICE_POLICY.replace('Deny', 'Allow').replace('NotIpAddress', 'IpAddress'),
      ),
    check: 'policy',
    status: 'failure',
    message: /\(v2\) has no allowlist/,
    fix: /\{"Version":.*"NotIpAddress":\{"aws:SourceIp":\["123\.123\.123\.123\/32"\]\}/,
  },
  {
    name: 'a tag says that Terraform owns the policy',
    spoil: (cli) => {
      cli.account.policyTags = async () => [{ key: 'ManagedBy', value: 'Terraform' }];
    },
    check: 'owner',
    status: 'warning',
    message: /tag ManagedBy=Terraform says that another tool owns the policy/,
    fix: /ignore its document/,
  },
  {
    name: 'CloudFormation tagged the policy',
    spoil: (cli) => {
      cli.account.policyTags = async () => [{ key: 'aws:cloudformation:stack-name', value: 'iam' }];
    },
    check: 'owner',
    status: 'warning',
    message: /aws:cloudformation:stack-name=iam/,
    fix: /CLI\.md/,
  },
  {
    name: 'the policy is edited outside Genkan again and again',
    spoil: async (cli) => {
      const key = await cli.world.join('hanako');
      for (let run = 0; run < 3; run++) {
        // As `terraform apply` does it: every address of a lease is removed.
        await cli.world.call('POST', '/v1/leases', { key, from: `203.0.113.${run}` });
        await cli.world.policy.createVersion(edited(`"123.123.123.123/32", "192.0.2.${run}"`));
        cli.world.time.now += 60_000;
        await cli.run('reconcile');
      }
    },
    check: 'owner',
    status: 'warning',
    message: /edited outside Genkan 3 times.*Terraform, CloudFormation or the CDK/,
    fix: /CLI\.md/,
  },
  {
    name: 'the administrator may not read the tags',
    spoil: (cli) => {
      cli.account.policyTags = refuse(new AccessRefusedError('AccessDenied'));
    },
    check: 'owner',
    status: 'warning',
    message: /iam:ListPolicyTags/,
    fix: /Allow yourself/,
  },
  {
    name: 'the bucket has Object Lock default retention',
    spoil: (cli) => {
      cli.account.defaultRetention = async () => '30 days (GOVERNANCE)';
    },
    check: 'bucket',
    status: 'warning',
    message: /keeps every object version for 30 days \(GOVERNANCE\)/,
    fix: /put-object-lock-configuration/,
  },
  {
    name: 'a leased address was removed by hand',
    spoil: async (cli) => {
      await cli.world.call('POST', '/v1/leases', { key: await cli.world.join('hanako') });
      await cli.world.policy.createVersion(OFFICE_POLICY);
      cli.world.time.now += 2 * 60_000;
    },
    check: 'leases',
    status: 'warning',
    message: /hanako's 203\.0\.113\.7\/32\. .*The next write puts it back/,
    fix: /genkan lease revoke/,
  },
  {
    name: 'a lease has no effect because a statement was added that denies its address',
    spoil: async (cli) => {
      await cli.world.call('POST', '/v1/leases', { key: await cli.world.join('hanako') });
      const leased = '["123.123.123.123/32", "203.0.113.7/32"]';
      await cli.world.policy.createVersion(
        withBlocklist('203.0.113.0/24').replace('["123.123.123.123/32"]', leased),
      );
    },
    check: 'leases',
    status: 'warning',
    message: /Leases have no effect.*hanako's 203\.0\.113\.7\/32\./,
    fix: /genkan lease revoke/,
  },
  {
    name: 'the applied state says that the last reset is too long ago',
    spoil: async (cli) => {
      await cli.run('reconcile');
      const resetAt = cli.world.time.now - 30 * HOUR_MS;
      const state = JSON.parse((await cli.world.objects.get('state/applied.json'))?.body ?? '{}');
      await cli.world.objects.put('state/applied.json', JSON.stringify({ ...state, resetAt }));
    },
    check: 'schedule',
    status: 'failure',
    message: /did not take place; the last one was at 2026-11-22T03:00:00\.000Z/,
    fix: /genkan reset/,
  },
  {
    name: 'the alarm topic has no confirmed subscription',
    spoil: (cli) => {
      cli.account.alarmSubscriptions = async () => 0;
    },
    check: 'alarms',
    status: 'warning',
    message: /no confirmed subscription: no message is sent/,
    fix: /sns subscribe/,
  },
  {
    name: 'the deployment has no alarm topic',
    spoil: (cli) => {
      cli.account.alarmSubscriptions = async () => 'none';
    },
    check: 'alarms',
    status: 'warning',
    message: /no alarm topic: no message is sent/,
    fix: /--alarm-email/,
  },
  {
    name: 'a CDN is in front of an endpoint',
    spoil: (cli) => {
      cli.account.requestHealth = async () => ({ version: VERSION, cdn: 'CloudFront' });
    },
    check: 'cdn',
    status: 'warning',
    message: /CloudFront is in front of https:/,
    fix: /trusted proxy/,
  },
  {
    name: 'the policy is attached to no user, group or role',
    spoil: (cli) => attached(cli, {}),
    check: 'attachments',
    status: 'failure',
    message: /attached to no user, group or role/,
    fix: /attach-group-policy --policy-arn arn:aws:iam::123456789012:policy\/OfficeOnly/,
  },
  {
    name: 'the Deny applies to the role itself',
    spoil: (cli) => attached(cli, { users: ['hanako'], roles: ['GenkanStack-BackendHttpRole'] }),
    check: 'attachments',
    status: 'failure',
    message: /The Deny applies to Genkan itself.*GenkanStack-BackendHttpRole/,
    fix: /detach-role-policy .* --role-name GenkanStack-BackendHttpRole/,
  },
  {
    name: 'the Deny applies to the role of another function',
    spoil: (cli) => {
      attached(cli, { roles: ['Admin', 'Entrance'] });
      cli.account.isFunctionRole = async (role) => role === 'Entrance';
    },
    check: 'attachments',
    status: 'warning',
    message: /The Deny applies to a role in which functions run: Entrance\./,
    fix: /Detach/,
  },
  {
    name: 'there is no baseline',
    spoil: (cli) => cli.world.objects.delete('baseline.json'),
    check: 'baseline',
    status: 'failure',
    message: /There is no baseline/,
    fix: /genkan init/,
  },
  {
    name: 'the baseline is broken',
    spoil: (cli) => cli.world.objects.put('baseline.json', '{'),
    check: 'baseline',
    status: 'failure',
    message: /baseline cannot be used/,
    fix: /baseline set <file>/,
  },
  {
    name: 'the bucket does not exist',
    spoil: (cli) => {
      cli.world.deps.objects.get = refuse(new BucketNotFoundError('NoSuchBucket'));
    },
    check: 'baseline',
    status: 'failure',
    message: /bucket does not exist/,
    fix: /GENKAN_BUCKET/,
  },
  {
    name: 'the live policy was edited by hand',
    spoil: (cli) => cli.world.policy.createVersion(edited('"192.0.2.1/32"')),
    check: 'baseline',
    status: 'warning',
    message: /edited by hand: \+ 192\.0\.2\.1\/32; - 123\.123\.123\.123\/32/,
    fix: /--from-live/,
  },
  {
    name: 'the policy is nearly full',
    spoil: (cli) => cli.world.policy.createVersion(fullPolicy()),
    check: 'capacity',
    status: 'warning',
    message: /100 % full/,
    fix: /wider blocks/,
  },
  {
    name: 'a lease found no room',
    spoil: async (cli) => {
      await cli.world.join('a');
      await cli.world.objects.put('baseline.json', fullPolicy());
      await cli.run('reset', '--yes');
      const now = cli.world.time.now;
      await cli.world.objects.put(
        `leases/a~203.0.113.7_32/${String(now).padStart(15, '0')}-${String(now + HOUR_MS).padStart(15, '0')}`,
        '{}',
      );
      await cli.run('reconcile');
    },
    check: 'capacity',
    status: 'failure',
    message: /1 lease\(s\) found no room/,
    fix: /shorten leases/,
  },
  {
    name: 'all versions were created by another client',
    spoil: async (cli) => {
      await cli.world.call('POST', '/v1/leases', { key: await cli.world.join('hanako') });
      for (let n = 0; n < 3; n++) await cli.world.policy.createVersion(OFFICE_POLICY);
    },
    check: 'versions',
    status: 'warning',
    message: /All 5 version slots are taken.*v1, v3, v4, v5 are in no audit event/,
    fix: /genkan reconcile/,
  },
  {
    name: 'a member record is broken',
    spoil: (cli) => cli.world.objects.put('members/taro.json', '{}'),
    check: 'members',
    status: 'warning',
    message: /members\/taro\.json/,
    fix: /add it again/,
  },
  {
    name: 'a schedule is disabled',
    spoil: (cli) => {
      cli.account.schedules = async () => [
        { name: 'Nightly', task: 'reset', enabled: false },
        { name: 'Often', task: 'reconcile', enabled: true },
      ];
    },
    check: 'schedule',
    status: 'failure',
    message: /schedule of the reset, Nightly, is disabled/,
    fix: /Enable it/,
  },
  {
    name: 'a schedule is missing',
    spoil: (cli) => {
      cli.account.schedules = async () => [{ name: 'Nightly', task: 'reset', enabled: true }];
    },
    check: 'schedule',
    status: 'failure',
    message: /no schedule for the reconcile/,
    fix: /Deploy again/,
  },
  {
    name: 'the reset did not take place',
    spoil: async (cli) => {
      await cli.world.join('hanako');
      cli.world.time.now += 20 * HOUR_MS;
    },
    check: 'schedule',
    status: 'failure',
    message: /due at 2026-11-23T15:00:00\.000Z did not take place/,
    fix: /genkan reset/,
  },
  {
    name: 'no reset took place for a long time without a request',
    spoil: async (cli) => {
      await cli.world.join('hanako');
      cli.world.time.now += 10 * 24 * HOUR_MS;
    },
    check: 'schedule',
    status: 'failure',
    message: /due at 2026-12-02T15:00:00\.000Z did not take place/,
    fix: /look at the alarms/,
  },
  {
    name: 'the reset was refused',
    spoil: async (cli) => {
      await cli.world.objects.put('baseline.json', '{');
      await cli.run('reset', '--yes').catch(() => undefined);
      await cli.world.deps.objects.put('audit/2026/11/23/08:00:00.000Z-0.json', REFUSED);
      await cli.world.objects.put('baseline.json', OFFICE_POLICY);
    },
    check: 'schedule',
    status: 'failure',
    message: /was refused: the baseline cannot be used/,
    fix: /genkan reset/,
  },
  {
    name: 'the reconcile does not run',
    spoil: async (cli) => {
      await cli.world.call('POST', '/v1/leases', { key: await cli.world.join('a'), body: { minutes: 1 } });
      cli.world.time.now += HOUR_MS;
    },
    check: 'reconcile',
    status: 'failure',
    message: /Ended leases are still in the policy: 203\.0\.113\.7\/32/,
    fix: /genkan reconcile/,
  },
  {
    name: 'the lock is stuck',
    spoil: (cli) =>
      cli.world.objects.put(
        'state/writer.lock',
        JSON.stringify({ holder: 'x', takenAt: cli.world.time.now - HOUR_MS }),
      ),
    check: 'lock',
    status: 'warning',
    message: /stuck since 2026-11-23T08:00:00\.000Z/,
    fix: /genkan reconcile/,
  },
  {
    name: "this machine's clock is wrong",
    spoil: (cli) => {
      cli.account.awsTime = async () => cli.world.time.now + 600_000;
    },
    check: 'clock',
    status: 'failure',
    message: /This machine's clock is 600 seconds behind AWS's/,
    fix: /NTP/,
  },
  {
    name: "the backend's clock is wrong",
    spoil: (cli) => {
      cli.account.requestHealth = async () => ({ version: '0.1.0', date: cli.world.time.now + 90_000 });
    },
    check: 'clock',
    status: 'warning',
    message: /backend's clock is 90 seconds ahead of/,
    fix: /NTP/,
  },
  {
    name: 'an endpoint cannot be reached',
    spoil: (cli) => {
      cli.account.requestHealth = refuse(new Error('connect ECONNREFUSED'));
    },
    check: 'endpoints',
    status: 'failure',
    message: /dual-stack endpoint https:\/\/genkan\.example\.com cannot be reached: connect ECONNREFUSED/,
    fix: /Correct the address/,
  },
  {
    name: 'an endpoint runs another version',
    spoil: (cli) => {
      cli.account.requestHealth = async () => ({ version: '0.0.1' });
    },
    check: 'endpoints',
    status: 'warning',
    message: /runs version 0\.0\.1/,
    fix: /Deploy again/,
  },
  {
    name: 'the dual-stack endpoint has no IPv6',
    spoil: (cli) => {
      cli.account.familiesOf = async () => [4];
    },
    check: 'families',
    status: 'failure',
    message: /genkan\.example\.com has no IPv6 address/,
    fix: /ipAddressType dualstack/,
  },
  {
    name: 'the IPv4-only endpoint has IPv6',
    spoil: (cli) => {
      cli.account.familiesOf = async () => [4, 6];
    },
    check: 'families',
    status: 'failure',
    message: /v4\.genkan\.example\.com should be IPv4 only/,
    fix: /IPv4-only API/,
  },
  {
    name: 'IPv6 does not respond',
    spoil: (cli) => {
      cli.account.requestHealth = async (_, family) => {
        if (family === 6) throw new Error('connect ECONNREFUSED');
        return { version: '0.1.0' };
      };
    },
    check: 'families',
    status: 'failure',
    message: /does not respond over IPv6: connect ECONNREFUSED/,
    fix: /Look at the API/,
  },
  {
    name: 'this network has no IPv6',
    spoil: (cli) => {
      cli.account.requestHealth = async (_, family) => {
        if (family === 6) throw new Error('connect ENETUNREACH');
        return { version: '0.1.0' };
      };
    },
    check: 'families',
    status: 'warning',
    message: /IPv6 could not be tried: this network has none/,
    fix: /from a network with IPv6/,
  },
];

const REFUSED = JSON.stringify({
  at: '2026-11-23T09:00:00.000Z',
  event: 'reset_refused',
  reason: 'the baseline cannot be used',
});

describe('the doctor finds', () => {
  test.each(CASES)('$name', async ({ spoil, check, status, message, fix }) => {
    const cli = await openCli({ config: { endpoints } });
    await spoil(cli);
    const { findings, error } = await runDoctor(cli);
    const found = findings.filter((one) => one.check === check && one.status === status);
    expect(found.map((one) => one.message)).toContainEqual(expect.stringMatching(message));
    expect(found.map((one) => one.fix)).toContainEqual(expect.stringMatching(fix));
    // Broken things end with 1; warnings do not.
    const broken = findings.some((one) => one.status === 'failure');
    expect(error instanceof CliError).toBe(broken);
  });

  test('missing endpoints, and takes one from the command line', async () => {
    const cli = await openCli();
    const { findings } = await runDoctor(cli);
    expect(complaintsOf(findings)).toEqual([
      expect.objectContaining({
        check: 'endpoints',
        status: 'warning',
        fix: expect.stringMatching(/--endpoint/),
      }),
    ]);
    expect(await cli.run('doctor', '--endpoint', ENDPOINT)).toMatch(/✔ endpoints.*genkan\.example\.com/);
    await expect(cli.run('doctor', '--endpoint', 'genkan')).rejects.toThrow(CliError);
  });
});

test('an ended lease whose address has become an office is no fault', async () => {
  const cli = await openCli({ config: { endpoints } });
  await cli.world.call('POST', '/v1/leases', { key: await cli.world.join('a'), body: { minutes: 1 } });
  await cli.world.objects.put('baseline.json', cli.world.policy.document());
  cli.world.time.now += HOUR_MS;
  expect(complaintsOf((await runDoctor(cli)).findings)).toEqual([]);
});

test('a permission that the administrator lacks is a warning that names it, never a failure', async () => {
  const cli = await openCli({ config: { endpoints } });
  const refused = refuse(new AccessRefusedError('AccessDenied'));
  Object.assign(cli.account, { attachments: refused, isFunctionRole: refused, schedules: refused });
  Object.assign(cli.world.deps.policies, { listVersions: refused, getVersion: refused });
  Object.assign(cli.world.deps.objects, { get: refused, list: refused });
  const { findings, error } = await runDoctor(cli);
  expect(error).toBeTypeOf('string');
  const named = complaintsOf(findings).map(({ check, status, message }) => [
    check,
    status,
    /permission (.+)\.$/.exec(message)?.[1],
  ]);
  expect(named).toEqual([
    ['policy', 'warning', 'iam:ListPolicyVersions'],
    ['baseline', 'warning', 's3:GetObject'],
    ['members', 'warning', 's3:ListBucket and s3:GetObject'],
    ['schedule', 'warning', 'scheduler:ListSchedules and scheduler:GetSchedule'],
    ['schedule', 'warning', 's3:ListBucket and s3:GetObject'],
    ['lock', 'warning', 's3:GetObject'],
  ]);
});
