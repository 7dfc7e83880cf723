import { isThrottlingError, isTransientError } from '@smithy/core/retry';
import {
  AccessRefusedError,
  type AwsService,
  AwsSetupError,
  AwsUnavailableError,
  BucketNotFoundError,
  DefaultVersionError,
  MalformedPolicyError,
  PolicyNotFoundError,
  PolicySizeError,
  PreconditionFailedError,
  RoleRefusedError,
  VersionLimitError,
} from '../runtime/ports.ts';

/** What the SDK reports about a failure; read defensively, since a broken connection reports less. */
interface Failure {
  readonly name: string;
  readonly message: string;
  /** Node's code of a network failure, for example `ECONNRESET`. */
  readonly code: string | undefined;
  /** HTTP status; absent when AWS did not respond. */
  readonly status: number | undefined;
  /** How many attempts the SDK made. */
  readonly attempts: number;
}

/** Reads an SDK error without trusting its shape. */
export function describeFailure(error: unknown): Failure {
  const metadata = field(error, '$metadata');
  const code = field(error, 'code');
  const status = field(metadata, 'httpStatusCode');
  const attempts = field(metadata, 'attempts');
  return {
    name: error instanceof Error ? error.name : 'UnknownError',
    message: error instanceof Error ? error.message : String(error),
    code: typeof code === 'string' ? code : undefined,
    status: typeof status === 'number' ? status : undefined,
    attempts: typeof attempts === 'number' ? attempts : 1,
  };
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

// Names of the SDK's error classes end in `Exception`; a code without a class keeps the name that AWS gives it.

/** AWS rejects the access key, the session token or the signature. */
const CREDENTIALS =
  /^(CredentialsProvider|TokenProvider|ExpiredToken|InvalidToken|TokenRefreshRequired|InvalidClientTokenId|UnrecognizedClient|InvalidAccessKeyId|SignatureDoesNotMatch|InvalidSignature|IncompleteSignature|MissingAuthenticationToken)/;
const REFUSED = /^(AccessDenied|UnauthorizedOperation|Forbidden|NotAuthorized|OptInRequired)/;
/** The SDK's `isClockSkewError` has the same names and AccessDenied besides. */
const CLOCK = /^(RequestTimeTooSkewed|RequestExpired|RequestInTheFuture)/;
/** IAM's messages for a request with another date: "Signature expired: …", "Signature not yet current: …". */
const SIGNED_AT_ANOTHER_TIME = /signature (expired|not yet current)/i;
/** S3: the bucket is in another Region. IAM: the signature is for another Region. */
const REGION =
  /^(PermanentRedirect|TemporaryRedirect|AuthorizationHeaderMalformed|IllegalLocationConstraint)/;
const SIGNED_FOR_ANOTHER_REGION = /scoped to a valid region/i;

/**
 * Errors that AWS documents as "try again" and that the SDK's standard mode does not retry.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
 */
const CONFLICT =
  /^(ConditionalRequestConflict|OperationAborted|ConcurrentModification|EntityTemporarilyUnmodifiable)/;
const LOST_ON_THE_WAY = /^RequestAborted/;
/** Codes of Node for a connection that ended early. The SDK does not count them as transient. */
const CONNECTION_ENDED = /^(ECONNABORTED|ERR_STREAM_PREMATURE_CLOSE|HPE_)/;
/** No connection was opened, so AWS never received the request. */
const NOT_CONNECTED = /^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)$/;
const NOT_CONNECTED_IN_TIME = /did not establish a connection|before secure TLS connection/;

/**
 * IAM's two quotas, versions and size. The SDK counts the name as throttling, and would repeat a create that can never
 * succeed. https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicyVersion.html
 */
const LIMIT = /^LimitExceeded/;

/** Whether the same request may succeed later, and whether AWS throttled it, as the SDK's retry strategy names it. */
export function retryTypeOf(error: unknown): 'THROTTLING' | 'TRANSIENT' | 'CLIENT_ERROR' {
  const { name, code } = describeFailure(error);
  if (!isSdkError(error) || error instanceof AwsUnavailableError || LIMIT.test(name)) return 'CLIENT_ERROR';
  // IAM's conflicts last longer than S3's; the SDK waits longer after throttling.
  if (isThrottlingError(error) || /^(ConcurrentModification|EntityTemporarily)/.test(name))
    return 'THROTTLING';
  const isTransient =
    isTransientError(error) ||
    CONFLICT.test(name) ||
    LOST_ON_THE_WAY.test(name) ||
    CONNECTION_ENDED.test(code ?? '') ||
    // Lambda froze the process between signing and sending, or the clock was wrong. The next attempt is signed again, with
    // the clock offset that the SDK has corrected meanwhile.
    isAboutTime(error);
  return isTransient ? 'TRANSIENT' : 'CLIENT_ERROR';
}

function isSdkError(error: unknown): error is Parameters<typeof isTransientError>[0] {
  return error instanceof Error && (error.cause === undefined || error.cause instanceof Error);
}

function isAboutTime(error: unknown): boolean {
  const { name, message } = describeFailure(error);
  return (
    CLOCK.test(name) ||
    (/^(SignatureDoesNotMatch|InvalidSignature)/.test(name) && SIGNED_AT_ANOTHER_TIME.test(message))
  );
}

/**
 * Whether it is unknown if the call took effect: it was sent, and no complete response came. A status of 300 and above is
 * a complete response even when its document is not readable.
 */
export function isResponseLost(error: unknown): boolean {
  const { code, message, status } = describeFailure(error);
  if (status !== undefined) return status < 300;
  return !NOT_CONNECTED.test(code ?? '') && !NOT_CONNECTED_IN_TIME.test(message);
}

/** An SDK failure as the port's error, with the SDK's as its cause; anything unknown is returned as it is. */
export function toPortError(service: AwsService, error: unknown): unknown {
  if (isPortError(error)) return error;
  const { name, message, status } = describeFailure(error);
  const text = `${service}: ${name}: ${message}`;
  const cause = { cause: error };
  if (isAboutTime(error)) return new AwsSetupError(text, { ...cause, service, reason: 'clock' });
  if (REGION.test(name) || SIGNED_FOR_ANOTHER_REGION.test(message) || status === 301 || status === 307)
    return new AwsSetupError(text, { ...cause, service, reason: 'region' });
  if (CREDENTIALS.test(name)) return new AwsSetupError(text, { ...cause, service, reason: 'credentials' });
  if (isRefused(error)) return new AccessRefusedError(text, { ...cause, service });
  if (service === 'iam') {
    if (/^NoSuchEntity/.test(name)) return new PolicyNotFoundError(message, cause);
    // One code for two limits. The message names the quota: "PolicySize" or "PolicyVersionsPerPolicy".
    if (LIMIT.test(name))
      return /PolicySize/i.test(message)
        ? new PolicySizeError(message, cause)
        : new VersionLimitError(message, cause);
    if (/^DeleteConflict/.test(name)) return new DefaultVersionError(message, cause);
    if (/^MalformedPolicyDocument/.test(name)) return new MalformedPolicyError(message, cause);
  } else if (service === 's3') {
    if (name === 'NoSuchBucket') return new BucketNotFoundError(message, cause);
    // A conflict after every retry: another request writes the same object under a condition, and one of the two is first.
    if (status === 412 || name === 'ConditionalRequestConflict')
      return new PreconditionFailedError(message, cause);
  }
  const isWhole = status !== undefined && status >= 300;
  const isPassing = retryTypeOf(error) !== 'CLIENT_ERROR' || (status !== undefined && status >= 500);
  if (isPassing || (!isWhole && isNetworkFailure(error)))
    return new AwsUnavailableError(text, { ...cause, answered: isWhole });
  return error;
}

/** Whether AWS denies the call to this caller. */
export function isRefused(error: unknown): boolean {
  const { name, status } = describeFailure(error);
  return REFUSED.test(name) || status === 401 || status === 403;
}

/** A failure without a response is one of the network, except a TypeError or RangeError of our own code. */
function isNetworkFailure(error: unknown): boolean {
  return error instanceof Error && !(error instanceof TypeError || error instanceof RangeError);
}

function isPortError(error: unknown): boolean {
  return (
    error instanceof PreconditionFailedError ||
    error instanceof PolicyNotFoundError ||
    error instanceof AwsUnavailableError ||
    error instanceof RoleRefusedError
  );
}
