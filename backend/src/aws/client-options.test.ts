import { expect, test } from 'vitest';
import { awsOptions } from './client-options.ts';

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
])("without a region the policy's partition decides: %s", (GENKAN_POLICY_ARN, region) => {
  expect(awsOptions({ GENKAN_POLICY_ARN, AWS_REGION: '' }, 'S3').region).toBe(region);
});
