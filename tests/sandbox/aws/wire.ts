import type { AwsError } from './aws-error.ts';

/** One HTTP request as the services see it: the body whole, header names in lower case. */
export interface WireRequest {
  readonly method: string;
  readonly host: string;
  /** Still percent-encoded, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

export interface WireResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

export type ServiceName = 's3' | 'iam' | 'sts';

/** An operation that was recognised in a request and can be carried out. */
export interface Call {
  readonly service: ServiceName;
  /** AWS's own name for it, for example `CreatePolicyVersion`. */
  readonly operation: string;
  /** What it is about: `bucket/key` for S3, the policy's ARN for IAM. */
  readonly resource: string;
  readonly isWrite: boolean;
  /**
   * Carries it out, in one synchronous step.
   *
   * @param asOf reads of an eventually consistent service see the state of this time, in milliseconds.
   * @throws {AwsError} what the service refuses with.
   */
  run(requestId: string, asOf?: number): WireResponse;
}

/** One service's side of the wire. */
export interface Service {
  /** @throws {AwsError} when the request is no operation that the sandbox has. */
  recognise(request: WireRequest): Call;
  /** The service's error document. */
  failure(error: AwsError, request: WireRequest, requestId: string): WireResponse;
}
