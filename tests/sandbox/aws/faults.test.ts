import {
  CreatePolicyVersionCommand,
  GetPolicyVersionCommand,
  IAMClient,
  ListPolicyVersionsCommand,
} from '@aws-sdk/client-iam';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { refusalOf } from '../../contract/refusal.ts';
import { type AwsSandbox, startAws } from './sandbox.ts';
import { OFFICE_ONLY_DOCUMENT, type Seed, seedOfficeOnly } from './seed.ts';

const clock = {
  time: Date.UTC(2026, 10, 23),
  slept: [] as number[],
  now: () => clock.time,
  sleep: async (milliseconds: number) => {
    clock.slept.push(milliseconds);
    clock.time += milliseconds;
  },
};

let aws: AwsSandbox;
let seed: Seed;
let s3: S3Client;
let iam: IAMClient;

beforeEach(async () => {
  clock.slept.length = 0;
  aws = await startAws({ clock, latency: { iam: 0 } });
  seed = seedOfficeOnly(aws);
  const connection = {
    endpoint: aws.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  };
  s3 = new S3Client(connection);
  iam = new IAMClient(connection);
});

afterEach(async () => {
  s3.destroy();
  iam.destroy();
  await aws.close();
});

function createVersion() {
  const input = { PolicyArn: seed.policyArn, PolicyDocument: OFFICE_ONLY_DOCUMENT, SetAsDefault: true };
  return iam.send(new CreatePolicyVersionCommand(input));
}

function putObject(key = 'a') {
  return s3.send(new PutObjectCommand({ Bucket: seed.bucket, Key: key, Body: '{}' }));
}

const liveVersion = () => aws.iam.current.defaultVersion(seed.policyArn).versionId;
const objects = () => aws.s3.bucket(seed.bucket).size;

describe('a fault before the effect', () => {
  test.each([
    ['throttle', 'Throttling 400', 'SlowDown 503'],
    ['deny', 'AccessDenied 403', 'AccessDenied 403'],
    ['fail', 'ServiceFailureException 500', 'InternalError 500'],
  ] as const)('%s is %s from IAM and %s from S3', async (effect, fromIam, fromS3) => {
    aws.faults.inject({ effect, times: 2 });
    expect(await refusalOf(createVersion())).toBe(fromIam);
    expect(await refusalOf(putObject())).toBe(fromS3);
    expect([liveVersion(), objects()]).toEqual(['v1', 0]);
    expect(await refusalOf(createVersion())).toBe('accepted');
  });

  test('a denial names the caller and the action', async () => {
    aws.faults.inject({ effect: 'deny' });
    await expect(createVersion()).rejects.toThrow(
      `User: arn:aws:iam::123456789012:user/sandbox-admin is not authorized to perform: iam:CreatePolicyVersion on resource: policy ${seed.policyArn}`,
    );
  });

  test('a conflict is the 409 of a racing conditional write', async () => {
    aws.faults.inject({ effect: 'conflict', operation: 'PutObject' });
    expect(await refusalOf(putObject())).toBe('ConditionalRequestConflict 409');
  });

  test('a cut connection gives no response', async () => {
    aws.faults.inject({ effect: 'disconnect', service: 'iam' });
    await expect(createVersion()).rejects.toThrow(/socket hang up|ECONNRESET/);
    expect(liveVersion()).toBe('v1');
    expect(aws.log.requests({ service: 'iam' })).toMatchObject([
      { operation: 'CreatePolicyVersion', status: 0 },
    ]);
  });
});

describe('a fault after the effect', () => {
  test('fail returns 500 although the version exists', async () => {
    aws.faults.inject({ effect: 'fail', when: 'after', operation: 'CreatePolicyVersion' });
    expect(await refusalOf(createVersion())).toBe('ServiceFailureException 500');
    expect(liveVersion()).toBe('v2');
  });

  test('disconnect cuts although the object is there', async () => {
    aws.faults.inject({ effect: 'disconnect', when: 'after' });
    await expect(putObject()).rejects.toThrow(/socket hang up|ECONNRESET/);
    expect(objects()).toBe(1);
  });
});

describe('a response that the test defines', () => {
  test('is the service’s error document with its code, or a body without one', async () => {
    aws.faults.inject({ effect: { status: 400, code: 'RequestTimeout' }, times: 2 });
    expect(await refusalOf(putObject())).toBe('RequestTimeout 400');
    expect(await refusalOf(createVersion())).toBe('RequestTimeout 400');
    aws.faults.inject({ effect: { status: 502 } });
    await expect(createVersion()).rejects.toMatchObject({ $metadata: { httpStatusCode: 502 } });
    expect([liveVersion(), objects()]).toEqual(['v1', 0]);
  });

  test('may be missing, or end half-way, after the effect', async () => {
    aws.faults.inject({ effect: 'stall', when: 'after' });
    const abortSignal = AbortSignal.timeout(100);
    const put = new PutObjectCommand({ Bucket: seed.bucket, Key: 'a', Body: '{}' });
    await expect(s3.send(put, { abortSignal })).rejects.toThrow(/abort/i);
    expect(objects()).toBe(1);
    aws.faults.inject({ effect: 'cut' });
    await expect(createVersion()).rejects.toThrow(/aborted/);
    expect(liveVersion()).toBe('v2');
    aws.faults.inject({ effect: 'hang' });
    const hung = iam.send(new ListPolicyVersionsCommand({ PolicyArn: seed.policyArn }), {
      abortSignal: AbortSignal.timeout(100),
    });
    await expect(hung).rejects.toThrow(/abort/i);
  });
});

describe('a rule', () => {
  test('may name its resource by a pattern', async () => {
    const rule = aws.faults.inject({ effect: 'fail', resource: /\/leases\// });
    expect(await refusalOf(putObject('state/a'))).toBe('accepted');
    expect(await refusalOf(putObject('leases/a'))).toBe('InternalError 500');
    expect(rule.hits).toBe(1);
  });

  test('applies only to the named requests, as often as its count', async () => {
    const rule = aws.faults.inject({ effect: 'fail', resource: `${seed.bucket}/b`, times: 2 });
    expect(await refusalOf(putObject('a'))).toBe('accepted');
    expect(await refusalOf(putObject('b'))).toBe('InternalError 500');
    expect(await refusalOf(putObject('b'))).toBe('InternalError 500');
    expect(await refusalOf(putObject('b'))).toBe('accepted');
    expect(rule.hits).toBe(2);
  });

  test('ends when it is removed, and all end with clear', async () => {
    const rule = aws.faults.inject({ effect: 'fail', times: Number.POSITIVE_INFINITY });
    expect(await refusalOf(putObject())).toBe('InternalError 500');
    rule.remove();
    expect(await refusalOf(putObject())).toBe('accepted');
    aws.faults.inject({ effect: 'fail' });
    aws.faults.staleReads(1000);
    aws.faults.clear();
    expect(await refusalOf(createVersion())).toBe('accepted');
    expect(aws.faults.readTime('ListPolicyVersions')).toBeUndefined();
  });
});

test('writes are throttled at a rate, reads are not', async () => {
  aws.faults.throttleWrites('iam', { perSecond: 2, burst: 1 });
  const list = () => iam.send(new ListPolicyVersionsCommand({ PolicyArn: seed.policyArn }));
  expect(await refusalOf(createVersion())).toBe('accepted');
  expect(await refusalOf(createVersion())).toBe('Throttling 400');
  expect(await refusalOf(list())).toBe('accepted');
  clock.time += 499;
  expect(await refusalOf(createVersion())).toBe('Throttling 400');
  clock.time += 1;
  expect(await refusalOf(createVersion())).toBe('accepted');
});

test('stale lists show the past; writes and S3 do not', async () => {
  clock.time += 60_000;
  aws.faults.staleReads(4000);
  await createVersion();
  const ids = async () => {
    const { Versions } = await iam.send(new ListPolicyVersionsCommand({ PolicyArn: seed.policyArn }));
    return Versions?.map(({ VersionId }) => VersionId);
  };
  expect(await ids()).toEqual(['v1']);
  await putObject();
  expect(await refusalOf(s3.send(new GetObjectCommand({ Bucket: seed.bucket, Key: 'a' })))).toBe('accepted');
  expect((await createVersion()).PolicyVersion?.VersionId).toBe('v3');
  clock.time += 4000;
  expect(await ids()).toEqual(['v3', 'v2', 'v1']);
});

test('one read may be stale while another is not', async () => {
  clock.time += 60_000;
  aws.faults.staleReads(4000, 'GetPolicyVersion');
  await createVersion();
  const version = { PolicyArn: seed.policyArn, VersionId: 'v2' };
  const list = await iam.send(new ListPolicyVersionsCommand({ PolicyArn: seed.policyArn }));
  expect(list.Versions?.[0]).toMatchObject({ VersionId: 'v2', IsDefaultVersion: true });
  expect(await refusalOf(iam.send(new GetPolicyVersionCommand(version)))).toBe('NoSuchEntityException 404');
  clock.time += 4000;
  expect(await refusalOf(iam.send(new GetPolicyVersionCommand(version)))).toBe('accepted');
});

test('latency is slept half before the effect and half after, per service', async () => {
  aws.faults.setLatency('iam', 300);
  await createVersion();
  await putObject();
  expect(clock.slept).toEqual([150, 150]);
  expect(aws.log.requests({ service: 'iam' }).map(({ start, end = 0 }) => end - start)).toEqual([300]);
});

test('a held request waits, before its effect or after, until it is released', async () => {
  const before = aws.faults.hold({ operation: 'CreatePolicyVersion' });
  const created = createVersion();
  await before.arrived;
  expect(liveVersion()).toBe('v1');
  before.release();
  await created;
  const after = aws.faults.hold({ operation: 'CreatePolicyVersion', when: 'after' });
  const another = createVersion();
  await after.arrived;
  expect(liveVersion()).toBe('v3');
  after.release();
  expect((await another).PolicyVersion?.VersionId).toBe('v3');
});
