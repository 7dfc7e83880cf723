import { AwsError } from './aws-error.ts';
import { callerArn } from './sts/sts-service.ts';
import type { Call, ServiceName, WireResponse } from './wire.ts';

/**
 * - `throttle`: `Throttling` 400 from IAM and STS, `SlowDown` 503 from S3.
 * - `deny`: access denied, 403.
 * - `fail`: `ServiceFailure` 500 from IAM, `InternalError` 500 from S3.
 * - `conflict`: S3's 409 `ConditionalRequestConflict`, which a racing conditional write may get.
 * - `disconnect`: the connection is cut without a response.
 * - `stall`: the connection stays open and no response comes.
 * - `cut`, `hang`: after the effect, half of the response comes; then the connection is cut, or nothing more comes.
 * - a {@link FaultResponse}: any other response that AWS documents.
 */
export type FaultEffect =
  | 'throttle'
  | 'deny'
  | 'fail'
  | 'conflict'
  | 'disconnect'
  | 'stall'
  | 'cut'
  | 'hang'
  | FaultResponse;

/** A response with a status and an error document with the code; without a code, `body` is its body, by default empty. */
export interface FaultResponse {
  readonly status: number;
  readonly code?: string;
  readonly message?: string;
  readonly body?: string;
}

/** What a request gets instead of the service's response. */
export type Refusal = AwsError | WireResponse | 'disconnect' | 'stall';

/** Which requests are affected; an absent field matches everything. */
export interface RequestMatcher {
  readonly service?: ServiceName;
  /** AWS's name, for example `CreatePolicyVersion`. */
  readonly operation?: string;
  /** `bucket/key` or policy ARN: exactly, or as a pattern. */
  readonly resource?: string | RegExp;
}

/** Which requests fail, and how. */
export interface FaultRule extends RequestMatcher {
  readonly effect: FaultEffect;
  /** `after`: the effect takes place and the response is lost. Default `before`. */
  readonly when?: 'before' | 'after';
  /** How many requests it affects; default 1, `Infinity` for all. */
  readonly times?: number;
}

export interface Injection {
  /** How many requests it has met. */
  readonly hits: number;
  remove(): void;
}

export function matches(rule: RequestMatcher, call: Call): boolean {
  return (
    (rule.service === undefined || rule.service === call.service) &&
    (rule.operation === undefined || rule.operation === call.operation) &&
    (rule.resource === undefined ||
      (typeof rule.resource === 'string'
        ? rule.resource === call.resource
        : rule.resource.test(call.resource)))
  );
}

/** The service's error for a fault. */
export function refusalFor(
  effect: Exclude<FaultEffect, 'cut' | 'hang'>,
  call: Call,
  accountId: string,
): Refusal {
  const isS3 = call.service === 's3';
  if (typeof effect === 'object') {
    const { status, code, message = 'A fault of the sandbox.', body = '' } = effect;
    return code === undefined ? { status, headers: {}, body } : new AwsError(code, status, message);
  }
  switch (effect) {
    case 'disconnect':
    case 'stall':
      return effect;
    case 'throttle':
      return isS3
        ? new AwsError('SlowDown', 503, 'Please reduce your request rate.')
        : new AwsError('Throttling', 400, 'Rate exceeded');
    case 'deny':
      return new AwsError('AccessDenied', 403, isS3 ? 'Access Denied' : deniedMessage(call, accountId));
    case 'fail':
      return isS3
        ? new AwsError('InternalError', 500, 'We encountered an internal error. Please try again.')
        : new AwsError(
            'ServiceFailure',
            500,
            'The request processing has failed because of an unknown error.',
          );
    case 'conflict':
      return new AwsError(
        'ConditionalRequestConflict',
        409,
        'The conditional request cannot succeed due to a conflicting operation against this resource.',
      );
  }
}

function deniedMessage({ service, operation, resource }: Call, accountId: string): string {
  const action = `${service}:${operation}`;
  const target = resource.startsWith('arn:') ? `policy ${resource}` : '*';
  return `User: ${callerArn(accountId)} is not authorized to perform: ${action} on resource: ${target} because no identity-based policy allows the ${action} action`;
}
