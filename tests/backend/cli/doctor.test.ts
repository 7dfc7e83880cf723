import { lookup } from 'node:dns/promises';
import { AttachRolePolicyCommand, CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import * as v from 'valibot';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { findMotoServer, startMoto } from '../../contract/moto-server.ts';
import { type AwsSandbox, startAws } from '../../sandbox/aws/sandbox.ts';
import { OFFICE_ONLY_DOCUMENT, seedOfficeOnly } from '../../sandbox/aws/seed.ts';
import { type Administrator, administrator, createPolicyAndBucket, saveDocument } from './administrator.ts';
import { runGenkan } from './run-genkan.ts';
import { type RunningScheduler, startScheduler } from './start-scheduler.ts';
import { type RunningServer, startServer } from './start-server.ts';

const STARTUP_MS = 4 * 60_000;
const TEST_MS = 60_000;
const CREDENTIALS = { accessKeyId: 'AKIASANDBOX000000000', secretAccessKey: 'sandbox-secret' };

const findingSchema = v.object({
  check: v.string(),
  status: v.picklist(['ok', 'warning', 'failure']),
  message: v.string(),
  fix: v.optional(v.string()),
});
const reportSchema = v.object({ findings: v.array(findingSchema) });

const motoServer = await findMotoServer();
if (motoServer === undefined)
  console.info("moto_server is not on this machine: the doctor's look at roles is tried in memory only.");
else {
  // Our sandbox has no roles.
  test('finds a role of a function to which the Deny applies', { timeout: STARTUP_MS }, async () => {
    const moto = await startMoto(motoServer);
    const iam = new IAMClient({ endpoint: moto.endpoint, region: 'us-east-1', credentials: CREDENTIALS });
    try {
      const seed = await createPolicyAndBucket(
        moto.endpoint,
        { policy: 'OfficeOnly', bucket: 'genkan-roles' },
        OFFICE_ONLY_DOCUMENT,
      );
      for (const [RoleName, Service] of [
        ['Visitors', 'ec2.amazonaws.com'],
        ['Entrance', 'lambda.amazonaws.com'],
      ] as const) {
        const AssumeRolePolicyDocument = JSON.stringify({
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Principal: { Service }, Action: 'sts:AssumeRole' }],
        });
        await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }));
        await iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn: seed.policyArn }));
      }
      const admin = administrator({ aws: moto.endpoint, ...seed });
      await admin.genkan('init', '--yes');
      const { findings } = v.parse(reportSchema, JSON.parse((await admin.try('doctor', '--json')).out));
      const messages = findings.filter(({ check }) => check === 'attachments').map(({ message }) => message);
      expect(messages).toEqual([
        expect.stringContaining('2 roles'),
        expect.stringMatching(/The Deny applies to a role in which functions run: Entrance\./),
      ]);
    } finally {
      iam.destroy();
      await moto.close();
    }
  });
}

describe('genkan doctor, run as a person runs it', { timeout: TEST_MS }, () => {
  let aws: AwsSandbox;
  let scheduler: RunningScheduler;
  let server: RunningServer;
  let admin: Administrator;
  let policyArn: string;
  let bucket: string;

  beforeAll(async () => {
    scheduler = await startScheduler();
    aws = await startAws();
    ({ policyArn, bucket } = seedOfficeOnly(aws));
    server = await startServer(administrator({ aws: aws.endpoint, policyArn, bucket }).environment);
  }, STARTUP_MS);
  afterAll(async () => {
    await server?.close();
    await aws?.close();
    await scheduler?.close();
  });

  let deployment = 0;
  beforeEach(() => {
    // Every case begins with a policy and a bucket of its own.
    deployment += 1;
    bucket = `genkan-${deployment}`;
    aws.s3.createBucket(bucket).put('baseline.json', OFFICE_ONLY_DOCUMENT);
    const made = aws.iam.createPolicy({
      policyName: `OfficeOnly${deployment}`,
      policyDocument: OFFICE_ONLY_DOCUMENT,
    });
    policyArn = made.arn;
    aws.iam.attachPolicy(policyArn, { type: 'user', name: 'hanako' });
    scheduler.entries = [
      { name: 'Nightly', task: 'reset', enabled: true },
      { name: 'Often', task: 'reconcile', enabled: true },
    ];
    const port = new URL(server.endpoint).port;
    admin = sit({
      GENKAN_ENDPOINT_IPV4: server.endpoint,
      GENKAN_ENDPOINT_DUAL_STACK: `http://localhost:${port}`,
    });
  });
  afterEach(() => aws.faults.clear());

  function sit(environment: Readonly<Record<string, string>>): Administrator {
    return administrator({
      aws: aws.endpoint,
      policyArn,
      bucket,
      environment: { AWS_ENDPOINT_URL_SCHEDULER: scheduler.endpoint, ...environment },
    });
  }

  async function examine(who = admin) {
    const { code, out, err } = await who.try('doctor', '--json');
    expect(err).not.toContain('    at ');
    return { code, findings: v.parse(reportSchema, JSON.parse(out)).findings };
  }

  test('a healthy deployment: every line is fine, and the exit code is 0', async () => {
    const hosts = await lookup('localhost', { all: true });
    const isDual = new Set(hosts.map(({ family }) => family)).size === 2;
    const { code, findings } = await examine();
    const complaints = findings.filter(({ status }) => status !== 'ok').map(({ check }) => check);
    // A machine whose localhost has one family only has no dual-stack endpoint to offer.
    expect(complaints).toEqual(isDual ? [] : ['families']);
    expect(code).toBe(isDual ? 0 : 1);
    const words = await admin.try('doctor');
    expect(words.out).toContain('✔ policy: The live policy (v1) has one address list that Genkan keeps.');
    expect(words.out).not.toContain('\u001b[');
  });

  test.each<[string, string, 'warning' | 'failure', RegExp, RegExp, () => unknown]>([
    [
      'a policy that is attached to nothing',
      'attachments',
      'failure',
      /attached to no user, group or role/,
      /attach-group-policy/,
      () => {
        policyArn = aws.iam.createPolicy({
          policyName: `Loose${deployment}`,
          policyDocument: OFFICE_ONLY_DOCUMENT,
        }).arn;
        admin = sit({});
      },
    ],
    [
      "the Deny on Genkan's own role",
      'attachments',
      'failure',
      /The Deny applies to Genkan itself/,
      /detach-role-policy/,
      () => aws.iam.attachPolicy(policyArn, { type: 'role', name: 'GenkanStack-BackendRole' }),
    ],
    [
      'a missing policy',
      'policy',
      'failure',
      /does not exist/,
      /GENKAN_POLICY_ARN/,
      () => {
        policyArn = `${policyArn}Gone`;
        admin = sit({});
      },
    ],
    [
      'a policy without a fence',
      'policy',
      'failure',
      /has no allowlist/,
      /genkan reset/,
      () => aws.iam.createPolicyVersion(policyArn, OFFICE_ONLY_DOCUMENT.replace('"Deny"', '"Allow"'), true),
    ],
    [
      'a bucket that does not exist',
      'baseline',
      'failure',
      /bucket does not exist/,
      /GENKAN_BUCKET/,
      () => {
        bucket = 'genkan-nowhere';
        admin = sit({});
      },
    ],
    [
      'an edit by hand',
      'baseline',
      'warning',
      /\+ 192\.0\.2\.1\/32/,
      /--from-live/,
      () =>
        aws.iam.createPolicyVersion(
          policyArn,
          OFFICE_ONLY_DOCUMENT.replace('"123.123.123.123/32"', '"123.123.123.123/32", "192.0.2.1/32"'),
          true,
        ),
    ],
    [
      'versions full of foreign ones',
      'versions',
      'warning',
      /All 5 version slots.*another client created them/,
      /genkan reconcile/,
      () => {
        for (let n = 0; n < 4; n++) aws.iam.createPolicyVersion(policyArn, OFFICE_ONLY_DOCUMENT, true);
      },
    ],
    [
      'a disabled schedule',
      'schedule',
      'failure',
      /schedule of the reset, Nightly, is disabled/,
      /Enable it/,
      () => {
        scheduler.entries = scheduler.entries.map((entry) => ({ ...entry, enabled: entry.task !== 'reset' }));
      },
    ],
    [
      'a clock that is wrong',
      'clock',
      'failure',
      /behind AWS's/,
      /NTP/,
      () => {
        const shift = 'const now = Date.now; Date.now = () => now() - 600_000;';
        admin = sit({ NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(shift)}` });
      },
    ],
    [
      'an endpoint that cannot be reached',
      'endpoints',
      'failure',
      /cannot be reached/,
      /Correct the address/,
      () => {
        admin = sit({ GENKAN_ENDPOINT_DUAL_STACK: 'http://127.0.0.1:9' });
      },
    ],
    [
      'an endpoint with one family only',
      'families',
      'failure',
      /has no IPv6 address/,
      /dualstack/,
      () => {
        admin = sit({ GENKAN_ENDPOINT_DUAL_STACK: server.endpoint });
      },
    ],
    [
      'a permission that the administrator lacks',
      'attachments',
      'warning',
      /permission iam:ListEntitiesForPolicy/,
      /Allow yourself/,
      () =>
        aws.faults.inject({
          operation: 'ListEntitiesForPolicy',
          effect: 'deny',
          times: Number.POSITIVE_INFINITY,
        }),
    ],
  ])('finds %s', async (_, check, status, message, fix, spoil) => {
    spoil();
    const { code, findings } = await examine();
    const found = findings.filter((one) => one.check === check && one.status === status);
    expect(found.map((one) => one.message)).toContainEqual(expect.stringMatching(message));
    expect(found.map((one) => one.fix)).toContainEqual(expect.stringMatching(fix));
    expect(code).toBe(findings.some((one) => one.status === 'failure') ? 1 : 0);
  });

  test('without settings the doctor names the missing ones, and exits with 2', async () => {
    const outcome = await sit({ GENKAN_BUCKET: '', GENKAN_TIME_ZONE: 'Mars/Base' }).try('doctor');
    expect(outcome.code).toBe(2);
    expect(outcome.err).toContain('GENKAN_BUCKET is missing');
    expect(outcome.err).toContain('GENKAN_TIME_ZONE is "Mars/Base"');
  });

  test('settings come from a file as well, and a file that is not there is named', async () => {
    const { GENKAN_POLICY_ARN, GENKAN_BUCKET, ...rest } = admin.environment;
    const file = await saveDocument(
      `GENKAN_POLICY_ARN=${GENKAN_POLICY_ARN}\nGENKAN_BUCKET=${GENKAN_BUCKET}\n`,
    );
    const found = await runGenkan(rest, ['--settings', file, 'baseline', 'show']);
    expect(found).toEqual({ code: 0, out: `${OFFICE_ONLY_DOCUMENT}\n`, err: '' });
    // What another deployment exported is not mixed with the file, not even where the file has no value.
    const other = { ...rest, GENKAN_BUCKET: 'genkan-other', GENKAN_SIDS: 'Other' };
    const won = await runGenkan(other, ['--settings', file, 'baseline', 'show']);
    expect(won).toMatchObject({ code: 0, out: found.out });
    expect(won.err).toMatch(/do not count: GENKAN_BUCKET, .*GENKAN_SIDS/);
    const missing = await runGenkan(rest, ['baseline', 'show', '--settings', `${file}.none`]);
    expect([missing.code, missing.err]).toEqual([1, expect.stringContaining('.none cannot be read')]);
  });

  test('without credentials the doctor reports that', async () => {
    const home = { HOME: '/nonexistent', AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' };
    const outcome = await sit(home).try('policy', 'show');
    expect(outcome.code).toBe(1);
    expect(outcome.err).toContain('There are no AWS credentials to use');
    expect(outcome.err).toContain('--profile');
  });
});
