import { PutObjectCommand } from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { snippet } from '../repo/snippets/blocks.ts';
import { type AwsSandbox, startAws } from '../sandbox/aws/sandbox.ts';
import { OFFICE_ONLY_DOCUMENT } from '../sandbox/aws/seed.ts';
import { ACCOUNT_VARIABLE, awsAccount, settling, whileThrottled } from './aws-account.ts';
import { findMotoServer } from './moto-server.ts';
import { contractTargets } from './targets.ts';

/** The sandbox's account, as an environment names it. */
const ACCOUNT = '123456789012';

test('README names the variable and the command', () => {
  const { code } = snippet('tests/contract/README.md#on-your-own-aws-account');
  expect(code).toBe(`export ${ACCOUNT_VARIABLE}=123456789012\nnpx -y pnpm test:aws\n`);
});

test('AWS is no target unless the environment names an account', async () => {
  expect(awsAccount({})).toBeUndefined();
  expect(awsAccount({ [ACCOUNT_VARIABLE]: '' })).toBeUndefined();
  vi.stubEnv(ACCOUNT_VARIABLE, undefined);
  vi.stubEnv('npm_lifecycle_event', 'test:aws');
  await expect(contractTargets()).rejects.toThrow(`Set ${ACCOUNT_VARIABLE}`);
  vi.stubEnv('npm_lifecycle_event', 'test');
  expect((await contractTargets()).map(({ name }) => name)).not.toContain('aws');
  vi.stubEnv(ACCOUNT_VARIABLE, ACCOUNT);
  expect((await contractTargets()).map(({ name }) => name)).toContain('aws');
});

test('a machine without moto_server is no error', async () => {
  expect(await findMotoServer('/nowhere:/also-nowhere')).toBeUndefined();
  expect(await findMotoServer('')).toBeUndefined();
});

describe('an account that the environment names', () => {
  let aws: AwsSandbox;
  const succeeded = (operation: string) =>
    aws.log.requests({ operation }).filter(({ status = 500 }) => status < 300).length;
  const open = async (accountId = ACCOUNT) => {
    const environment = { ...aws.environment(), AWS_REGION: 'us-east-1', [ACCOUNT_VARIABLE]: accountId };
    for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
    const target = await awsAccount(environment)?.open();
    if (target === undefined) throw new Error('the environment names an account');
    return target;
  };

  beforeEach(async () => {
    aws = await startAws();
  });
  afterEach(() => aws.close());

  test('makes nothing when the credentials belong to another one', async () => {
    await expect(open('210987654321')).rejects.toThrow(
      'GENKAN_TEST_AWS_ACCOUNT names 210987654321, but these credentials belong to 123456789012',
    );
    expect(aws.log.count({ service: 's3' }) + aws.log.count({ service: 'iam' })).toBe(0);
  });

  test('keeps nothing: policies with versions, buckets with objects, and names of which nothing was made', async () => {
    const { context, close } = await open();
    const arn = await context.makePolicy();
    aws.iam.createPolicyVersion(arn, OFFICE_ONLY_DOCUMENT, true);
    const Bucket = await context.makeBucket();
    await context.s3.send(new PutObjectCommand({ Bucket, Key: 'a/b', Body: 'x' }));
    context.makePolicyName();
    await close();
    expect(succeeded('DeletePolicy')).toBe(1);
    expect(aws.s3.buckets).toEqual([]);
  });

  test('a failed removal is repeated and then reported; the next run removes what is left', async () => {
    const { context, close } = await open();
    const bucket = await context.makeBucket();
    await context.makePolicy();
    const denied = aws.faults.inject({ effect: 'deny', operation: 'DeleteBucket', times: 1_000 });
    await expect(close()).rejects.toThrow(`Not removed: ${bucket} (AccessDenied)`);
    expect(denied.hits).toBe(8);
    expect(succeeded('DeletePolicy')).toBe(1);
    aws.faults.clear();
    await (await open()).close();
    expect(aws.s3.buckets).toEqual([]);
  });
});

describe('a call that IAM throttles', () => {
  const failing = (name: string, times: number) => {
    let attempts = 0;
    return {
      attempts: () => attempts,
      async call() {
        attempts += 1;
        if (attempts <= times) throw Object.assign(new Error(name), { name });
        return 'done';
      },
    };
  };

  test('is repeated with longer and longer pauses', async () => {
    const pauses: number[] = [];
    const { call } = failing('Throttling', 3);
    expect(await whileThrottled(call, async (milliseconds) => void pauses.push(milliseconds))).toBe('done');
    expect(pauses).toEqual([500, 1000, 2000]);
  });

  test('fails after eight attempts; a final error is not repeated', async () => {
    const throttled = failing('ThrottlingException', 99);
    await expect(whileThrottled(throttled.call, async () => undefined)).rejects.toThrow('Throttling');
    expect(throttled.attempts()).toBe(8);
    const refused = failing('LimitExceededException', 99);
    await expect(whileThrottled(refused.call, async () => undefined)).rejects.toThrow('LimitExceeded');
    expect(refused.attempts()).toBe(1);
  });
});

test('a read of IAM starts when the last write has settled; a write starts at once', async () => {
  let now = 1_000;
  const settle = settling(5_000, {
    now: () => now,
    sleep: async (milliseconds) => {
      now += milliseconds;
    },
  });
  const startOf = (command: string) => settle(command, async () => now);
  expect(await startOf('ListPolicyVersionsCommand')).toBe(1_000);
  expect(await startOf('CreatePolicyCommand')).toBe(1_000);
  now += 2_000;
  expect(await startOf('CreatePolicyVersionCommand')).toBe(3_000);
  expect(await startOf('GetPolicyCommand')).toBe(8_000);
  const refused = settle('DeletePolicyCommand', () => Promise.reject(new Error('refused')));
  await expect(refused).rejects.toThrow('refused');
  expect(await startOf('GetPolicyCommand')).toBe(13_000);
});
