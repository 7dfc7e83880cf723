import {
  AccessRefusedError,
  type AwsService,
  AwsUnavailableError,
  BucketNotFoundError,
  DefaultVersionError,
  MalformedPolicyError,
  PolicyNotFoundError,
  PolicySizeError,
  PreconditionFailedError,
  VersionLimitError,
} from '../ports.ts';

/** What the SDK tells about a failure; read defensively, since a broken connection tells less. */
interface Failure {
  readonly name: string;
  readonly message: string;
  /** HTTP status; absent when AWS did not answer. */
  readonly status: number | undefined;
}

/** Reads an SDK error without trusting its shape. */
export function describeFailure(error: unknown): Failure {
  const name = error instanceof Error ? error.name : 'UnknownError';
  const message = error instanceof Error ? error.message : String(error);
  const metadata: unknown =
    typeof error === 'object' && error !== null && '$metadata' in error ? error.$metadata : undefined;
  const status =
    typeof metadata === 'object' && metadata !== null && 'httpStatusCode' in metadata
      ? metadata.httpStatusCode
      : undefined;
  return { name, message, status: typeof status === 'number' ? status : undefined };
}

const REFUSED =
  /^(AccessDenied|UnauthorizedOperation|Forbidden|InvalidClientTokenId|SignatureDoesNotMatch|InvalidAccessKeyId|ExpiredToken)/;
const THROTTLED = /^(Throttling|ThrottledException|RequestLimitExceeded|TooManyRequests|SlowDown)/;

/** May this failure be tried again? Only when AWS answered that it did not do it: a lost answer may hide an effect. */
export function isRefusedForNow(error: unknown): boolean {
  const { name, status } = describeFailure(error);
  return THROTTLED.test(name) || status === 429 || status === 503;
}

/** Did the connection break, or, where `timeOuts` count as well, did AWS not answer in time? */
export function isAnswerLost(error: unknown, timeOuts: boolean): boolean {
  const { name, message, status } = describeFailure(error);
  if (status !== undefined) return false;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (/ECONNRESET|EPIPE|ECONNABORTED/.test(`${code} ${name}`) || message.includes('socket hang up'))
    return true;
  return timeOuts && (name === 'TimeoutError' || code === 'ETIMEDOUT');
}

/** An SDK failure as the port's error, with the SDK's as its cause; anything unknown is returned as it is. */
export function toPortError(service: AwsService, error: unknown): unknown {
  if (isPortError(error)) return error;
  const { name, message, status } = describeFailure(error);
  const cause = { cause: error };
  if (REFUSED.test(name) || status === 401 || status === 403) {
    return new AccessRefusedError(`${service}: ${name}: ${message}`, { ...cause, service });
  }
  if (service === 'iam') {
    if (/^NoSuchEntity/.test(name)) return new PolicyNotFoundError(message, cause);
    // One code for two limits. The message names the quota: "PolicySize" or "PolicyVersionsPerPolicy".
    if (/^LimitExceeded/.test(name))
      return /PolicySize/i.test(message)
        ? new PolicySizeError(message, cause)
        : new VersionLimitError(message, cause);
    if (/^DeleteConflict/.test(name)) return new DefaultVersionError(message, cause);
    if (/^MalformedPolicyDocument/.test(name)) return new MalformedPolicyError(message, cause);
  } else if (service === 's3') {
    if (name === 'NoSuchBucket') return new BucketNotFoundError(message, cause);
    if (status === 412 || status === 409) return new PreconditionFailedError(message, cause);
  }
  const answered = status !== undefined;
  if (!answered || status >= 500 || THROTTLED.test(name) || status === 429) {
    return isNetworkFailure(error, answered)
      ? new AwsUnavailableError(`${service}: ${name}: ${message}`, { ...cause, answered })
      : error;
  }
  return error;
}

/** Without an answer, only what smells of the network is AWS's fault; a TypeError of our own is not. */
function isNetworkFailure(error: unknown, answered: boolean): boolean {
  if (answered) return true;
  if (error instanceof TypeError || error instanceof RangeError) return false;
  return error instanceof Error;
}

function isPortError(error: unknown): boolean {
  return error instanceof PreconditionFailedError || error instanceof PolicyNotFoundError;
}
