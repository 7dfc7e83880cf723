import type { FaultEffect } from '../../sandbox/aws/fault-rule.ts';
import type { ServiceName } from '../../sandbox/aws/wire.ts';

/** One AWS call that a click makes. */
export interface AwsCall {
  readonly service: ServiceName;
  readonly operation: string;
  /** Which objects; absent for IAM, where there is one policy. */
  readonly resource?: RegExp;
}

/** One way in which AWS, or the network, fails once. */
export interface TransientError {
  readonly name: string;
  readonly effect: FaultEffect;
  readonly when?: 'before' | 'after';
  /** It is unknown to the client whether the call took effect. */
  readonly isLost?: boolean;
}

/** Every call of the click of a process with empty caches, on a policy whose five versions are taken. */
export const CALLS: readonly AwsCall[] = [
  { service: 's3', operation: 'GetObject', resource: /\/members\// },
  { service: 's3', operation: 'GetObject', resource: /\/baseline\.json$/ },
  { service: 's3', operation: 'GetObject', resource: /\/state\/applied\.json$/ },
  { service: 's3', operation: 'ListObjectsV2' },
  { service: 's3', operation: 'PutObject', resource: /\/leases\// },
  { service: 's3', operation: 'PutObject', resource: /\/state\/writer\.lock$/ },
  { service: 's3', operation: 'PutObject', resource: /\/state\/applied\.json$/ },
  { service: 's3', operation: 'PutObject', resource: /\/audit\// },
  { service: 's3', operation: 'DeleteObject', resource: /\/state\/writer\.lock$/ },
  { service: 'iam', operation: 'ListPolicyVersions' },
  { service: 'iam', operation: 'GetPolicyVersion' },
  { service: 'iam', operation: 'DeletePolicyVersion' },
  { service: 'iam', operation: 'CreatePolicyVersion' },
];

const errorOf = (status: number, code?: string, message?: string): TransientError => ({
  name: `${status} ${code ?? 'without a body'}`,
  effect: { status, ...(code !== undefined && { code }), ...(message !== undefined && { message }) },
});

const EVERYWHERE: readonly TransientError[] = [
  ...[500, 502, 503, 504].map((status) => errorOf(status)),
  {
    name: '503 with a page of a load balancer',
    effect: { status: 503, body: '<html><body><h1>503 Service Unavailable</h1></body></html>' },
  },
  errorOf(503, 'ServiceUnavailable', 'Reduce your request rate.'),
  errorOf(400, 'RequestTimeout'),
  { name: 'a connection cut before the call took effect', effect: 'disconnect', isLost: true },
  { name: 'a connection cut after the call took effect', effect: 'disconnect', when: 'after', isLost: true },
  { name: 'a response cut half-way', effect: 'cut', isLost: true },
  { name: 'no response to a call without effect', effect: 'stall', isLost: true },
  { name: 'no response to a call that took effect', effect: 'stall', when: 'after', isLost: true },
  { name: 'a response that stops half-way', effect: 'hang', isLost: true },
];

/** What AWS documents as passing, for each service. */
export const TRANSIENT_ERRORS: Readonly<Partial<Record<ServiceName, readonly TransientError[]>>> = {
  // https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
  s3: [
    ...EVERYWHERE,
    errorOf(503, 'SlowDown', 'Please reduce your request rate.'),
    errorOf(500, 'InternalError', 'We encountered an internal error. Please try again.'),
    errorOf(409, 'OperationAborted', 'A conflicting conditional operation is currently in progress.'),
    errorOf(409, 'ConditionalRequestConflict', 'A conflicting operation occurred during the request.'),
    // A request that was signed before Lambda froze the process, and sent afterwards.
    errorOf(
      403,
      'RequestTimeTooSkewed',
      'The difference between the request time and the server time is too large.',
    ),
  ],
  // https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html
  iam: [
    ...EVERYWHERE,
    errorOf(400, 'Throttling', 'Rate exceeded'),
    errorOf(400, 'ThrottlingException', 'Rate exceeded'),
    errorOf(503, 'RequestLimitExceeded', 'Request limit exceeded.'),
    errorOf(500, 'ServiceFailure', 'The request processing has failed because of an unknown error.'),
    errorOf(500, 'InternalFailure', 'The request processing has failed because of an unknown error.'),
    errorOf(408, 'RequestTimeoutException'),
    errorOf(400, 'RequestAbortedException'),
    errorOf(
      409,
      'ConcurrentModification',
      'Multiple requests to change this object were submitted simultaneously.',
    ),
    errorOf(409, 'EntityTemporarilyUnmodifiable', 'The entity is temporarily unmodifiable. Try again.'),
    errorOf(
      403,
      'SignatureDoesNotMatch',
      'Signature expired: 20261123T090000Z is now earlier than 20261123T091500Z',
    ),
    errorOf(
      400,
      'RequestExpired',
      'The request reached the service more than 15 minutes after its date stamp.',
    ),
  ],
};

/** `PutObject of audit`, `CreatePolicyVersion`. */
export function nameOf({ operation, resource }: AwsCall): string {
  const what = resource?.source.replaceAll(/[\\$]|^\\?\//g, '').replaceAll(/^\/|\/$/g, '');
  return what === undefined ? operation : `${operation} of ${what}`;
}
