import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { snippet } from '../../repo/snippets/blocks.ts';
import { type AwsSandbox, startAws } from '../../sandbox/aws/sandbox.ts';

const MAIN = fileURLToPath(new URL('main.ts', import.meta.url));
const CREDENTIALS = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' };
const REGION = { AWS_REGION: 'us-east-1' };
const TIME_LIMIT_MS = 60_000;

/** The command as a person would start it, with nothing of this machine's own AWS set-up. */
function start(args: readonly string[], environment: Readonly<Record<string, string>>) {
  const child = spawn(process.execPath, [MAIN, ...args], {
    env: {
      PATH: process.env['PATH'] ?? '',
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_CONFIG_FILE: '/nowhere',
      AWS_SHARED_CREDENTIALS_FILE: '/nowhere',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: TIME_LIMIT_MS,
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (said += String(part)));
  const ended = once(child, 'close').then(([code]) => ({ code, said }));
  return { ended, stop: (signal: NodeJS.Signals) => child.kill(signal), said: () => said };
}

test('README names this command, alone and to clean up', () => {
  const start = snippet('tests/contract/account/README.md#the-contract-and-the-story-on-real-aws').code;
  const cleanUp = snippet('tests/contract/account/README.md#the-contract-and-the-story-on-real-aws-2').code;
  expect([start, cleanUp]).toEqual(['npx -y pnpm test:aws\n', 'npx -y pnpm test:aws --clean-up RUN\n']);
});

describe('refuses, and makes nothing,', () => {
  test.each([
    ['without credentials', [], REGION, 'There are no AWS credentials here. Sign in first'],
    ['without a region', [], CREDENTIALS, 'No AWS region is set. Set AWS_REGION'],
    [
      'when the environment leads away from AWS unasked',
      ['--yes'],
      { ...CREDENTIALS, ...REGION, AWS_ENDPOINT_URL_S3: 'http://127.0.0.1:9' },
      'AWS_ENDPOINT_URL_S3 would lead somewhere else than AWS',
    ],
    ['what it does not know', ['--all'], {}, "Unknown option '--all'"],
  ])('%s', async (_, args, environment, sentence) => {
    const { code, said } = await start(args, environment).ended;
    expect(said).toContain(sentence);
    expect(said).not.toMatch(/^\s+at /m);
    expect(code).toBe(2);
  });
});

describe('with an account', { timeout: TIME_LIMIT_MS }, () => {
  let aws: AwsSandbox;
  const account = () => ({ ...CREDENTIALS, ...REGION });
  const succeeded = (operation: string) =>
    aws.log.requests({ operation }).filter(({ status }) => status !== undefined && status < 300).length;

  beforeEach(async () => {
    aws = await startAws();
  });
  afterEach(() => aws.close());

  test('says what it costs, and goes on only after a yes', async () => {
    const { code, said } = await start(['--endpoint', aws.endpoint], account()).ended;
    expect(said).toMatch(/Account 123456789012[\s\S]*Cost: some 1,500 requests[\s\S]*Add --yes/);
    expect(code).toBe(2);
    expect(aws.log.count({ service: 's3' }) + aws.log.count({ service: 'iam' })).toBe(0);
  });

  test('says so when AWS does not take the credentials', async () => {
    aws.faults.inject({ effect: 'deny', operation: 'GetCallerIdentity', times: 10 });
    const { code, said } = await start(['--endpoint', aws.endpoint, '--yes'], account()).ended;
    expect(said).toContain('AWS does not take these credentials: ');
    expect(code).toBe(2);
  });

  test("tells Genkan's story with the real backend and leaves nothing behind", async () => {
    const args = ['--endpoint', aws.endpoint, '--yes', '--only', "Genkan's story"];
    const { code, said } = await start(args, account()).ended;
    expect(said).toContain('All of it is removed.');
    expect(code, said).toBe(0);
    expect(succeeded('CreateBucket')).toBe(4);
    expect(succeeded('DeletePolicy')).toBe(succeeded('CreatePolicy'));
    expect(aws.s3.buckets).toEqual([]);
  });

  test('Ctrl-C stops the cases and still cleans up; what stays is named, with the command that tries again', async () => {
    const denied = aws.faults.inject({ effect: 'deny', operation: 'DeleteBucket', times: 1_000 });
    const run = start(['--endpoint', aws.endpoint, '--yes', '--only', "Genkan's story"], account());
    await expect.poll(() => succeeded('CreatePolicyVersion'), { timeout: 30_000 }).toBeGreaterThan(0);
    run.stop('SIGINT');
    const { code, said } = await run.ended;
    expect(said).toMatch(
      /Stopped\. What was made is being removed[\s\S]*Left: bucket genkan-test-\w+-\w+ \(/,
    );
    expect(code).toBe(1);
    expect(denied.hits).toBeGreaterThan(1);
    expect(succeeded('DeletePolicy')).toBe(succeeded('CreatePolicy'));
    expect(aws.s3.buckets).not.toEqual([]);

    aws.faults.clear();
    const runId = /--clean-up (\w+)/.exec(said)?.[1] ?? '';
    const again = await start(['--endpoint', aws.endpoint, '--clean-up', runId], account()).ended;
    expect(again.said).toContain('All of it is removed.');
    expect(again.code).toBe(0);
    expect(aws.s3.buckets).toEqual([]);
    const third = await start(['--endpoint', aws.endpoint, '--clean-up', runId], account()).ended;
    expect(third.said).toContain('There is nothing to remove');
    expect(third.code).toBe(0);
  });
});
