import { expect, test } from 'vitest';
import { applySettings } from './settings-file.ts';

const FILE = 'AWS_REGION=eu-central-1\nGENKAN_POLICY_ARN=policy-a\nGENKAN_BUCKET=bucket-a\n';
const SETTINGS = { AWS_REGION: 'eu-central-1', GENKAN_POLICY_ARN: 'policy-a', GENKAN_BUCKET: 'bucket-a' };

test('the settings of the file are added to the exported ones', () => {
  const env = { PATH: '/bin', AWS_PROFILE: 'team' };
  expect(applySettings(env, FILE)).toEqual([]);
  expect(env).toEqual({ PATH: '/bin', AWS_PROFILE: 'team', ...SETTINGS });
});

test('the file overrides exported settings of another deployment, and the command names them', () => {
  const env = { AWS_REGION: 'us-east-1', GENKAN_POLICY_ARN: 'policy-b', GENKAN_BUCKET: 'bucket-a' };
  expect(applySettings(env, FILE)).toEqual(['AWS_REGION', 'GENKAN_POLICY_ARN']);
  expect(env).toEqual(SETTINGS);
});

test('of another deployment, a setting that the file does not have does not count either', () => {
  const env = { GENKAN_BUCKET: 'bucket-b', GENKAN_SIDS: 'Office', AWS_ENDPOINT_URL: 'http://127.0.0.1:1' };
  expect(applySettings(env, FILE)).toEqual(['GENKAN_BUCKET', 'GENKAN_SIDS']);
  expect(env).toEqual({ AWS_ENDPOINT_URL: 'http://127.0.0.1:1', ...SETTINGS });
});

test('without a contradiction, an exported setting that the file does not have counts', () => {
  const env = { GENKAN_BUCKET: 'bucket-a', GENKAN_SIDS: 'Office' };
  expect(applySettings(env, FILE)).toEqual([]);
  expect(env).toEqual({ ...SETTINGS, GENKAN_SIDS: 'Office' });
});

test('quotes, comments and an empty value are read as a shell reads them', () => {
  const env = { GENKAN_SIDS: 'Office' };
  expect(applySettings(env, '# of the team\nGENKAN_SIDS=\nexport GENKAN_BUCKET="bucket-a" # ours\n')).toEqual(
    ['GENKAN_SIDS'],
  );
  expect(env).toEqual({ GENKAN_SIDS: '', GENKAN_BUCKET: 'bucket-a' });
});
