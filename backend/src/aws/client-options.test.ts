import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { IAMClient } from '@aws-sdk/client-iam';
import { S3Client } from '@aws-sdk/client-s3';
import { expect, onTestFinished, test, vi } from 'vitest';
import { awsOptions, partitionOf } from './client-options.ts';

test('keys, region and endpoint come from the environment, the endpoint of the service first', () => {
  const env = {
    AWS_REGION: 'ap-northeast-1',
    AWS_ACCESS_KEY_ID: 'AKIA',
    AWS_SECRET_ACCESS_KEY: 'secret',
    AWS_SESSION_TOKEN: '',
    AWS_ENDPOINT_URL: 'http://127.0.0.1:4566',
    AWS_ENDPOINT_URL_IAM: 'http://127.0.0.1:4567',
  };
  const credentials = { accessKeyId: 'AKIA', secretAccessKey: 'secret' };
  expect(awsOptions(env, 'S3')).toEqual({
    region: 'ap-northeast-1',
    endpoint: 'http://127.0.0.1:4566',
    credentials,
  });
  expect(awsOptions(env, 'IAM')).toMatchObject({ endpoint: 'http://127.0.0.1:4567' });
});

test('without keys the SDK looks for profiles and roles', () => {
  expect(awsOptions({ AWS_ACCESS_KEY_ID: 'AKIA' }, 'IAM')).toEqual({ region: 'us-east-1' });
});

test.each([
  ['arn:aws:iam::123456789012:policy/P', 'us-east-1'],
  ['arn:aws-cn:iam::123456789012:policy/P', 'cn-north-1'],
  ['arn:aws-us-gov:iam::123456789012:policy/P', 'us-gov-west-1'],
  ['arn:aws-eusc:iam::123456789012:policy/P', 'eusc-de-east-1'],
  ['arn:aws-iso:iam::123456789012:policy/P', 'us-iso-east-1'],
  ['arn:aws-iso-b:iam::123456789012:policy/P', 'us-isob-east-1'],
  ['arn:aws-iso-e:iam::123456789012:policy/P', 'eu-isoe-west-1'],
  ['arn:aws-iso-f:iam::123456789012:policy/P', 'us-isof-south-1'],
])("without a region the policy's partition decides: %s", (GENKAN_POLICY_ARN, region) => {
  expect(awsOptions({ GENKAN_POLICY_ARN, AWS_REGION: '' }, 'S3').region).toBe(region);
});

test.each(['aws', 'aws-cn', 'aws-us-gov', 'aws-eusc', 'aws-iso', 'aws-iso-b', 'aws-iso-e', 'aws-iso-f'])(
  "in %s the SDK's own rules find IAM in that region, and S3 below that domain",
  (partition) => {
    const { region, domain } = partitionOf(`arn:${partition}:iam::123456789012:policy/P`);
    const parameters = { Region: region, UseFIPS: false, UseDualStack: false };
    const iam = new IAMClient({ region }).config.endpointProvider(parameters);
    expect(iam.properties).toMatchObject({ authSchemes: [{ signingRegion: region }] });
    const s3 = new S3Client({ region }).config.endpointProvider(parameters);
    expect(s3.url.hostname).toBe(`s3.${region}.${domain}`);
  },
);

async function writeProfiles(text: string) {
  const folder = await mkdtemp(join(tmpdir(), 'genkan-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, 'config');
  await writeFile(file, text);
  vi.stubEnv('AWS_CONFIG_FILE', file);
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', join(folder, 'credentials'));
  onTestFinished(() => void vi.unstubAllEnvs());
}

const GENKAN_POLICY_ARN = 'arn:aws-cn:iam::123456789012:policy/P';

async function regionWith(env: Readonly<Record<string, string>>): Promise<string> {
  const { region } = awsOptions({ GENKAN_POLICY_ARN, ...env }, 'S3');
  return typeof region === 'string' ? region : region();
}

test("the region of the named profile counts after the environment's", async () => {
  await writeProfiles('[profile team]\nregion = cn-northwest-1\n\n[profile bare]\noutput = json\n');
  expect(await regionWith({ AWS_PROFILE: 'team' })).toBe('cn-northwest-1');
  expect(await regionWith({ AWS_PROFILE: 'team', AWS_REGION: 'cn-north-1' })).toBe('cn-north-1');
  expect(await regionWith({ AWS_PROFILE: 'bare' })).toBe('cn-north-1');
  expect(await regionWith({ AWS_PROFILE: 'nobody' })).toBe('cn-north-1');
});
