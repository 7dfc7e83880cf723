import { expect, test } from 'vitest';
import {
  AccessRefusedError,
  AwsUnavailableError,
  BucketNotFoundError,
  DefaultVersionError,
  MalformedPolicyError,
  PolicyNotFoundError,
  PolicySizeError,
  PreconditionFailedError,
  VersionLimitError,
} from '../ports.ts';
import { toPortError } from './errors.ts';

function sdkError(name: string, httpStatusCode?: number): Error {
  return Object.assign(new Error('message'), { name, $metadata: { httpStatusCode } });
}

test.each([
  ['iam', 'NoSuchEntityException', 404, PolicyNotFoundError],
  ['iam', 'LimitExceededException', 409, VersionLimitError],
  ['iam', 'DeleteConflictException', 409, DefaultVersionError],
  ['iam', 'MalformedPolicyDocumentException', 400, MalformedPolicyError],
  ['iam', 'AccessDenied', 403, AccessRefusedError],
  ['iam', 'Throttling', 400, AwsUnavailableError],
  ['iam', 'ServiceFailureException', 500, AwsUnavailableError],
  ['iam', 'TimeoutError', undefined, AwsUnavailableError],
  ['s3', 'PreconditionFailed', 412, PreconditionFailedError],
  ['s3', 'ConditionalRequestConflict', 409, PreconditionFailedError],
  ['s3', 'NoSuchBucket', 404, BucketNotFoundError],
  ['s3', 'AccessDenied', 403, AccessRefusedError],
  ['s3', 'InvalidAccessKeyId', 403, AccessRefusedError],
  ['s3', 'SlowDown', 503, AwsUnavailableError],
] as const)('%s %s (%s)', (service, name, status, expected) => {
  const cause = sdkError(name, status);
  const error = toPortError(service, cause);
  expect(error).toBeInstanceOf(expected);
  expect(error).toHaveProperty('cause', cause);
});

test('LimitExceeded names its quota: the versions or the size', () => {
  const limit = (message: string) => {
    const error = Object.assign(new Error(message), {
      name: 'LimitExceededException',
      $metadata: { httpStatusCode: 409 },
    });
    return toPortError('iam', error);
  };
  expect(limit('Cannot exceed quota for PolicySize: 6144')).toBeInstanceOf(PolicySizeError);
  expect(limit('Cannot exceed quota for PolicyVersionsPerPolicy: 5')).toBeInstanceOf(VersionLimitError);
});

test('only an answer makes a failure final', () => {
  expect(toPortError('iam', sdkError('Throttling', 400))).toHaveProperty('answered', true);
  expect(toPortError('iam', sdkError('TimeoutError'))).toHaveProperty('answered', false);
});

test('a refusal names its service', () => {
  expect(toPortError('s3', sdkError('AccessDenied', 403))).toHaveProperty('service', 's3');
});

test('a fault of our own stays what it is', () => {
  const error = new TypeError('x is not a function');
  expect(toPortError('iam', error)).toBe(error);
});
