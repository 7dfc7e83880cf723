import { PROBLEM_TYPE_PREFIX, PROBLEMS, type Problem, type ProblemCode } from '@genkan/shared/contract';
import {
  AccessRefusedError,
  type AwsService,
  AwsSetupError,
  AwsUnavailableError,
  BucketNotFoundError,
  MalformedPolicyError,
  PolicyNotFoundError,
  RoleRefusedError,
  type SetupFault,
} from './ports.ts';
import { RETRY_AFTER_SECONDS } from './timing.ts';

/** A request ends with this problem. The message is the `detail` that the caller reads. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly code: ProblemCode;
  /** Seconds for `Retry-After`. */
  readonly retryAfter: number | undefined;
  /** `policy_full`: when the next slot frees, ms since the epoch. */
  readonly retryAt: number | undefined;
  constructor(
    code: ProblemCode,
    detail: string,
    options: ErrorOptions & { readonly retryAfter?: number; readonly retryAt?: number | undefined } = {},
  ) {
    super(detail, options);
    this.code = code;
    this.retryAfter = options.retryAfter;
    this.retryAt = options.retryAt;
  }
}

/** The same for an unknown member, a wrong or expired key and a disabled member. */
export function unauthorizedProblem(): ProblemError {
  return new ProblemError(
    'unauthorized',
    'This key is not known here. Paste the setup code again, or ask an administrator for a new one.',
  );
}

/** Another writer holds the lock, or the write took too long. The request is recorded and is applied soon. */
export function busyProblem(): ProblemError {
  return new ProblemError('busy', 'Others are being let in right now. Try again in a few seconds.', {
    retryAfter: RETRY_AFTER_SECONDS,
  });
}

/** The write was not started, because it could have ended after the lock's lifetime. */
export function writeTimeoutProblem(): ProblemError {
  return new ProblemError('busy', 'Writing the policy took too long. Try again in a few seconds.', {
    retryAfter: RETRY_AFTER_SECONDS,
  });
}

/** What an administrator has to correct, for each reason why AWS takes no call at all. */
const SETUP: Readonly<Record<SetupFault, string>> = {
  credentials:
    'AWS does not accept the credentials with which Genkan runs, or there are none. An administrator must give Genkan valid credentials.',
  clock:
    "The clock of the machine on which Genkan runs differs too much from AWS's. An administrator must set the clock.",
  region:
    "Genkan sent its request to another Region than that of its bucket. An administrator must set AWS_REGION to the bucket's Region.",
};

/** Any failure as the problem that the caller may see: nothing internal leaks. */
export function toProblem(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  if (error instanceof PolicyNotFoundError) {
    return new ProblemError(
      'policy_missing',
      'The managed policy that Genkan edits does not exist. An administrator must restore it or correct GENKAN_POLICY_ARN.',
      { cause: error },
    );
  }
  if (error instanceof MalformedPolicyError) {
    return new ProblemError(
      'policy_unsupported',
      'IAM refused the edited policy as malformed; the live policy is unchanged. An administrator should run "genkan doctor".',
      { cause: error },
    );
  }
  if (error instanceof BucketNotFoundError) {
    return new ProblemError(
      'storage_refused',
      "Genkan's bucket does not exist. An administrator must correct GENKAN_BUCKET or create the bucket.",
      { cause: error },
    );
  }
  if (error instanceof AwsSetupError)
    return new ProblemError(refusedBy(error.service), SETUP[error.reason], { cause: error });
  if (error instanceof RoleRefusedError) {
    return new ProblemError(
      'iam_refused',
      `AWS does not let Genkan assume ${error.roleArn}. An administrator must compare its trust policy and external id with "genkan target template", and give the backend's role permission to assume it.`,
      { cause: error },
    );
  }
  if (error instanceof AccessRefusedError) {
    return error.service === 's3'
      ? new ProblemError(
          'storage_refused',
          'S3 refused Genkan\'s role access to its bucket. An administrator should run "genkan doctor" and restore the role\'s permissions.',
          { cause: error },
        )
      : new ProblemError(
          'iam_refused',
          "IAM refused Genkan's role. An administrator must restore the role's permissions, and must not attach the fenced policy to that role.",
          { cause: error },
        );
  }
  if (error instanceof AwsUnavailableError) {
    return new ProblemError('aws_unavailable', 'AWS did not answer in time. Try again in a few seconds.', {
      cause: error,
      retryAfter: RETRY_AFTER_SECONDS,
    });
  }
  return new ProblemError(
    'internal',
    'Something unexpected happened. Try again; if it stays, give the request id to an administrator.',
    { cause: error },
  );
}

function refusedBy(service: AwsService): ProblemCode {
  return service === 's3' ? 'storage_refused' : 'iam_refused';
}

/** The problem document (RFC 9457). */
export function problemBody(error: ProblemError, requestId: string): Problem {
  const { status, title } = PROBLEMS[error.code];
  return {
    type: `${PROBLEM_TYPE_PREFIX}${error.code}`,
    code: error.code,
    title,
    status,
    detail: error.message,
    requestId,
    ...(error.retryAt !== undefined && { retryAt: new Date(error.retryAt).toISOString() }),
  };
}

/** The problem document as a response. */
export function problemResponse(error: ProblemError, requestId: string): Response {
  const body = problemBody(error, requestId);
  const headers: Record<string, string> = {
    'content-type': 'application/problem+json',
    'cache-control': 'no-store',
  };
  if (error.retryAfter !== undefined) headers['retry-after'] = String(error.retryAfter);
  if (error.code === 'unauthorized') headers['www-authenticate'] = 'Bearer';
  return new Response(JSON.stringify(body), { status: body.status, headers });
}
