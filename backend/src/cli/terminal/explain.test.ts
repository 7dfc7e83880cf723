import { expect, test } from 'vitest';
import {
  AccessRefusedError,
  AwsSetupError,
  AwsUnavailableError,
  BucketNotFoundError,
  PolicyNotFoundError,
  PreconditionFailedError,
} from '../../runtime/ports.ts';
import { busyProblem, ProblemError } from '../../runtime/problems.ts';
import { CliError } from '../context.ts';
import { explain } from './explain.ts';

const sdk = (name: string, message: string) => Object.assign(new Error(message), { name });
const refusal = (message: string, name = 'AccessDenied') =>
  new AccessRefusedError(`iam: ${message}`, { cause: sdk(name, message) });

test.each<[string, unknown, RegExp]>([
  ["a command's own words", new CliError('Name a file.'), /^Name a file\.$/],
  [
    'no credentials',
    new AwsUnavailableError('iam: x', {
      cause: sdk('CredentialsProviderError', 'Could not load credentials from any providers'),
    }),
    /no AWS credentials.*--profile/,
  ],
  [
    'an expired session',
    refusal('The security token included in the request is expired', 'ExpiredToken'),
    /session has expired/,
  ],
  [
    'credentials that AWS does not know',
    new AwsSetupError('s3: x', {
      service: 's3',
      reason: 'credentials',
      cause: sdk('InvalidAccessKeyId', 'The AWS access key ID you provided does not exist'),
    }),
    /does not accept your credentials \(The AWS access key ID/,
  ],
  [
    'a clock that is wrong',
    new AwsSetupError('iam: x', {
      service: 'iam',
      reason: 'clock',
      cause: sdk('SignatureDoesNotMatch', 'Signature expired'),
    }),
    /clock differs too much.*Set the clock/,
  ],
  [
    'a bucket in another Region, inside a problem',
    new ProblemError('storage_refused', 'for members', {
      cause: new AwsSetupError('s3: x', {
        service: 's3',
        reason: 'region',
        cause: sdk('PermanentRedirect', 'x'),
      }),
    }),
    /Set AWS_REGION/,
  ],
  [
    'a missing permission',
    refusal('User: x is not authorized to perform: iam:GetPolicyVersion'),
    /AWS denied the call: User: x is not authorized to perform: iam:GetPolicyVersion\. Use credentials/,
  ],
  [
    'a denial by the IP policy itself',
    refusal('x is not authorized with an explicit deny in an identity-based policy'),
    /grant yourself a lease with Genkan first/,
  ],
  [
    'a refusal inside a problem',
    new ProblemError('iam_refused', 'for members', { cause: refusal('not authorized') }),
    /AWS denied the call: not authorized\./,
  ],
  ['a missing policy', new PolicyNotFoundError('NoSuchEntity'), /GENKAN_POLICY_ARN/],
  ['a missing bucket', new BucketNotFoundError('NoSuchBucket'), /GENKAN_BUCKET/],
  ['a concurrent change', new PreconditionFailedError('412'), /Another client changed/],
  ['a busy writer', busyProblem(), /Try again/],
  [
    'no response, in one line',
    new AwsUnavailableError('iam: x', { cause: sdk('TimeoutError', 'socket hang up\n  inner workings') }),
    /^AWS did not respond \(socket hang up\)\. Try again/,
  ],
  ['a fault', new TypeError('x is not a function'), /^x is not a function$/],
  ['no error at all', 'words', /^words$/],
])('%s', (_, error, expected) => {
  expect(explain(error)).toMatch(expected);
});
