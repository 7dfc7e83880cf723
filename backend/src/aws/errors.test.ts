import { expect, test } from 'vitest';
import {
  AccessRefusedError,
  AwsSetupError,
  AwsUnavailableError,
  BucketNotFoundError,
  DefaultVersionError,
  MalformedPolicyError,
  PolicyNotFoundError,
  PolicySizeError,
  PreconditionFailedError,
  VersionLimitError,
} from '../runtime/ports.ts';
import { isResponseLost, retryTypeOf, toPortError } from './errors.ts';

function sdkError(name: string, httpStatusCode?: number, message = 'message'): Error {
  return Object.assign(new Error(message), { name, $metadata: { httpStatusCode } });
}

/** What Node's HTTP client throws when there is no response. */
function networkError(code: string, message = 'message'): Error {
  return Object.assign(new Error(message), { code });
}

const SIGNED_TOO_EARLY = 'Signature expired: 20261123T090000Z is now earlier than 20261123T091500Z';
const NOT_CONNECTED =
  '@smithy/node-http-handler - the request socket did not establish a connection with the server within the configured timeout of 2000 ms.';

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
  ['s3', 'OperationAborted', 409, AwsUnavailableError],
  ['s3', 'RequestTimeout', 400, AwsUnavailableError],
  ['iam', 'ConcurrentModificationException', 409, AwsUnavailableError],
  ['iam', 'EntityTemporarilyUnmodifiable', 409, AwsUnavailableError],
  ['iam', 'Unknown', 502, AwsUnavailableError],
  ['s3', 'SlowDown', 503, AwsUnavailableError],
] as const)('%s %s (%s)', (service, name, status, expected) => {
  const cause = sdkError(name, status);
  const error = toPortError(service, cause);
  expect(error).toBeInstanceOf(expected);
  expect(error).toHaveProperty('cause', cause);
});

test.each([
  ['s3', 'InvalidAccessKeyId', 403, 'message', 'credentials'],
  ['iam', 'InvalidClientTokenId', 403, 'message', 'credentials'],
  ['iam', 'ExpiredTokenException', 400, 'message', 'credentials'],
  ['s3', 'SignatureDoesNotMatch', 403, 'The request signature we calculated does not match', 'credentials'],
  [
    's3',
    'CredentialsProviderError',
    undefined,
    'Could not load credentials from any providers',
    'credentials',
  ],
  ['iam', 'TokenProviderError', undefined, 'The SSO session has expired', 'credentials'],
  ['s3', 'RequestTimeTooSkewed', 403, 'message', 'clock'],
  ['iam', 'RequestExpired', 400, 'message', 'clock'],
  ['iam', 'SignatureDoesNotMatch', 403, SIGNED_TOO_EARLY, 'clock'],
  ['iam', 'SignatureDoesNotMatch', 403, 'Signature not yet current: 20261123T091500Z', 'clock'],
  ['scheduler', 'InvalidSignatureException', 403, SIGNED_TOO_EARLY, 'clock'],
  ['s3', 'PermanentRedirect', 301, 'message', 'region'],
  ['s3', 'Unknown', 301, 'message', 'region'],
  ['s3', 'TemporaryRedirect', 307, 'message', 'region'],
  ['s3', 'AuthorizationHeaderMalformed', 400, 'message', 'region'],
  [
    'iam',
    'SignatureDoesNotMatch',
    403,
    "Credential should be scoped to a valid region, not 'eu-west-1'.",
    'region',
  ],
] as const)('%s %s (%s) is no matter of permissions: %s', (service, name, status, message, reason) => {
  const error = toPortError(service, sdkError(name, status, message));
  expect(error).toBeInstanceOf(AwsSetupError);
  expect(error).toMatchObject({ service, reason });
});

test.each([
  ['THROTTLING', sdkError('Throttling', 400)],
  ['THROTTLING', sdkError('SlowDown', 503)],
  ['THROTTLING', sdkError('RequestLimitExceeded', 503)],
  ['THROTTLING', sdkError('Unknown', 429)],
  ['THROTTLING', sdkError('ConcurrentModificationException', 409)],
  ['THROTTLING', sdkError('EntityTemporarilyUnmodifiable', 409)],
  ['TRANSIENT', sdkError('InternalError', 500)],
  ['TRANSIENT', sdkError('Unknown', 502)],
  ['TRANSIENT', sdkError('ServiceUnavailable', 503)],
  ['TRANSIENT', sdkError('Unknown', 504)],
  ['TRANSIENT', sdkError('RequestTimeout', 400)],
  ['TRANSIENT', sdkError('RequestTimeoutException', 408)],
  ['TRANSIENT', sdkError('RequestAbortedException', 400)],
  ['TRANSIENT', sdkError('ConditionalRequestConflict', 409)],
  ['TRANSIENT', sdkError('OperationAborted', 409)],
  ['TRANSIENT', sdkError('RequestTimeTooSkewed', 403)],
  ['TRANSIENT', sdkError('RequestExpired', 400)],
  ['TRANSIENT', sdkError('SignatureDoesNotMatch', 403, SIGNED_TOO_EARLY)],
  ['TRANSIENT', sdkError('TimeoutError')],
  ['TRANSIENT', networkError('ECONNRESET')],
  ['TRANSIENT', networkError('EPIPE')],
  ['TRANSIENT', networkError('ECONNABORTED')],
  ['TRANSIENT', networkError('ECONNREFUSED')],
  ['TRANSIENT', networkError('ENOTFOUND')],
  ['TRANSIENT', networkError('HPE_INVALID_CONSTANT')],
  ['CLIENT_ERROR', sdkError('LimitExceededException', 409)],
  ['CLIENT_ERROR', sdkError('LimitExceeded', 409)],
  ['CLIENT_ERROR', sdkError('PreconditionFailed', 412)],
  ['CLIENT_ERROR', sdkError('NoSuchKey', 404)],
  ['CLIENT_ERROR', sdkError('AccessDenied', 403)],
  ['CLIENT_ERROR', sdkError('SignatureDoesNotMatch', 403)],
  ['CLIENT_ERROR', sdkError('MalformedPolicyDocumentException', 400)],
  ['CLIENT_ERROR', sdkError('AbortError')],
  ['CLIENT_ERROR', new AwsUnavailableError('lost', { cause: sdkError('TimeoutError') })],
  ['CLIENT_ERROR', 'no error at all'],
] as const)('%s: %o', (type, error) => {
  expect(retryTypeOf(error)).toBe(type);
});

test.each([
  [true, sdkError('TimeoutError')],
  [true, networkError('ECONNRESET', 'socket hang up')],
  [true, networkError('EPIPE')],
  [true, sdkError('AbortError')],
  [true, sdkError('Error', 200, 'aborted')],
  [false, sdkError('Unknown', 502)],
  [false, sdkError('Throttling', 400)],
  [false, networkError('ECONNREFUSED')],
  [false, networkError('ENOTFOUND')],
  [false, sdkError('TimeoutError', undefined, NOT_CONNECTED)],
  [
    false,
    networkError(
      'ECONNRESET',
      'Client network socket disconnected before secure TLS connection was established',
    ),
  ],
] as const)('whether a call took effect is unknown (%s): %o', (isLost, error) => {
  expect(isResponseLost(error)).toBe(isLost);
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

test('only a complete response makes a failure final', () => {
  expect(toPortError('iam', sdkError('Throttling', 400))).toHaveProperty('answered', true);
  expect(toPortError('iam', sdkError('TimeoutError'))).toHaveProperty('answered', false);
  const half = Object.assign(networkError('ECONNRESET', 'aborted'), { $metadata: { httpStatusCode: 200 } });
  expect(toPortError('iam', half)).toHaveProperty('answered', false);
});

test('a refusal names its service', () => {
  expect(toPortError('s3', sdkError('AccessDenied', 403))).toHaveProperty('service', 's3');
});

test('a fault of our own stays what it is', () => {
  const error = new TypeError('x is not a function');
  expect(toPortError('iam', error)).toBe(error);
});
