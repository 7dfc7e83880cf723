import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AwsSandbox, startAws } from '../../sandbox/aws/sandbox.ts';
import { type Administrator, administrator, createPolicyAndBucket, saveDocument } from './administrator.ts';
import { type RunningServer, startServer } from './start-server.ts';

const STARTUP_MS = 4 * 60_000;
const TEST_MS = 60_000;
const OFFICE = '123.123.123.123/32';
const HOME = '203.0.113.7';

/** What the two functions left: a policy that one of them appended to all day, in one line as a function writes it. */
const LIVE =
  '{"Version":"2012-10-17","Statement":[{"Sid":"","Effect":"Deny","Action":"*","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":["123.123.123.123/32","198.51.100.77/32","198.51.100.78"]}}}]}';

/** And the file that the other one restored the policy from every night. */
const NIGHTLY = `{
    "Version": "2012-10-17",
    "Statement": [
        {
            "Sid": "",
            "Effect": "Deny",
            "Action": "*",
            "Resource": "*",
            "Condition": {
                "NotIpAddress": {
                    "aws:SourceIp": [
                        "123.123.123.123/32"
                    ]
                }
            }
        }
    ]
}
`;

describe('from the two functions with a nightly file in S3 to Genkan', { timeout: TEST_MS }, () => {
  let aws: AwsSandbox;
  let admin: Administrator;
  let server: RunningServer;
  let policyArn: string;
  let file: string;

  beforeAll(async () => {
    aws = await startAws();
    const made = await createPolicyAndBucket(
      aws.endpoint,
      { policy: 'OfficeOnly', bucket: 'genkan-upgrade' },
      LIVE,
    );
    policyArn = made.policyArn;
    aws.iam.attachPolicy(policyArn, { type: 'group', name: 'Developers' });
    aws.s3.createBucket('nightly-restore').put('policy.json', NIGHTLY);
    const settings = { aws: aws.endpoint, ...made };
    server = await startServer(administrator(settings).environment);
    admin = administrator({ ...settings, environment: { GENKAN_ENDPOINT_DUAL_STACK: server.endpoint } });
    file = await saveDocument(await download(aws.endpoint, 'nightly-restore', 'policy.json'));
  }, STARTUP_MS);
  afterAll(async () => {
    await server?.close();
    await aws?.close();
  });

  const live = () => aws.iam.current.defaultVersion(policyArn);

  test('first it only shows what it would do', async () => {
    const { code, out, err } = await admin.try('init', '--baseline', file);
    expect(code).toBe(1);
    expect(err).toContain('add --yes');
    expect(out).toContain('default version v1');
    expect(out).toContain('1 group (Developers)');
    expect(out).toContain('+ 198.51.100.77/32');
    expect(out).toContain('+ 198.51.100.78');
    expect(out).toContain('IAM is not changed');
    expect((await admin.try('baseline', 'show')).code).toBe(1);
  });

  test('the nightly file becomes the baseline, and no access changes', async () => {
    await admin.genkan('init', '--baseline', file, '--yes');
    expect(live()).toMatchObject({ versionId: 'v1', document: LIVE });
    expect(await admin.genkan('baseline', 'show')).toBe(`${NIGHTLY}\n`);
  });

  test('once more changes nothing, and another file needs --force', async () => {
    expect(await admin.genkan('init', '--baseline', file)).toContain('nothing was changed');
    expect(await admin.genkan('init')).toContain('nothing was changed');
    const other = await saveDocument(NIGHTLY.replace(OFFICE, '192.0.2.0/24'));
    const { code, err } = await admin.try('init', '--baseline', other, '--yes');
    expect([code, err]).toEqual([1, expect.stringContaining('--force')]);
    expect(await admin.genkan('baseline', 'show')).toBe(`${NIGHTLY}\n`);
  });

  test('addresses that the old function appended are reported as edits by hand', async () => {
    const out = await admin.genkan('policy', 'diff');
    expect(out).toMatch(/\+ +198\.51\.100\.77\/32 +hand/);
    expect(out).toContain('2 changes were made by hand');
    expect(await admin.json('policy', 'diff')).toMatchObject({
      version: 'v1',
      drift: { added: ['198.51.100.77/32', '198.51.100.78'], removed: [], other: [] },
    });
  });

  test('a member gets a lease beside them, and the next reset keeps office and lease', async () => {
    const added = await admin.json('member', 'add', 'hanako', '--name', 'Hanako');
    const { key } = v.parse(v.object({ key: v.string() }), added);
    expect((await server.call('POST', '/v1/leases', HOME, key)).status).toBe(201);
    expect(await admin.allowed()).toEqual([OFFICE, '198.51.100.77/32', '198.51.100.78', `${HOME}/32`]);
    const out = await admin.genkan('lease', 'add', 'hanako', '198.51.100.9', '--minutes', '600');
    expect(out).toContain('198.51.100.9/32');
    const reset = await admin.genkan('reset', '--yes');
    expect(reset).toContain('- 198.51.100.77/32');
    expect(await admin.allowed()).toEqual(expect.arrayContaining([OFFICE, '198.51.100.9/32']));
    expect(await admin.allowed()).not.toContain('198.51.100.77/32');
    expect(await admin.genkan('policy', 'diff')).toContain("hanako's lease until");
  });

  test('a file that is no such policy is refused, with the reason', async () => {
    const broken = await saveDocument('{"ips": ["123.123.123.123/32"]}');
    const { code, err } = await admin.try('init', '--baseline', broken, '--force', '--yes');
    expect(code).toBe(1);
    expect(err).toContain('cannot be the baseline');
  });
});

async function download(endpoint: string, bucket: string, key: string): Promise<string> {
  const s3 = new S3Client({
    endpoint,
    region: 'us-east-1',
    forcePathStyle: true,
    credentials: { accessKeyId: 'AKIASANDBOX000000000', secretAccessKey: 'sandbox-secret' },
  });
  try {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
    return (await Body?.transformToString()) ?? '';
  } finally {
    s3.destroy();
  }
}
