import { AwsError } from './aws-error.ts';
import { callerArn } from './sts/sts-service.ts';
import type { Call, ServiceName } from './wire.ts';

/**
 * - `throttle`: `Throttling` 400 from IAM and STS, `SlowDown` 503 from S3.
 * - `deny`: access denied, 403.
 * - `fail`: `ServiceFailure` 500 from IAM, `InternalError` 500 from S3.
 * - `conflict`: S3's 409 `ConditionalRequestConflict`, which a racing conditional write may get.
 * - `disconnect`: the connection is cut without an answer.
 */
export type FaultEffect = 'throttle' | 'deny' | 'fail' | 'conflict' | 'disconnect';

/** Which requests are meant; what is absent may be anything. */
export interface RequestMatcher {
  readonly service?: ServiceName;
  /** AWS's name, for example `CreatePolicyVersion`. */
  readonly operation?: string;
  /** `bucket/key` or policy ARN, exactly. */
  readonly resource?: string;
}

/** Which requests fail, and how. */
export interface FaultRule extends RequestMatcher {
  readonly effect: FaultEffect;
  /** `after`: the effect takes place and the answer is lost. Default `before`. */
  readonly when?: 'before' | 'after';
  /** How many requests it meets; default 1, `Infinity` for all. */
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
    (rule.resource === undefined || rule.resource === call.resource)
  );
}

/** The service's own words for a fault. */
export function refusalFor(
  effect: Exclude<FaultEffect, 'disconnect'>,
  call: Call,
  accountId: string,
): AwsError {
  const isS3 = call.service === 's3';
  switch (effect) {
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
