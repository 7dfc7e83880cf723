import type { IAMClient } from '@aws-sdk/client-iam';
import type { S3Client } from '@aws-sdk/client-s3';

/** The tools of a case. It has its own buckets and policies, so that cases do not affect each other. */
export interface CaseContext {
  readonly s3: S3Client;
  readonly iam: IAMClient;
  /** A fresh empty bucket. */
  makeBucket(): Promise<string>;
  /** A name that no policy of the account has. */
  makePolicyName(): string;
  /** A fresh policy's ARN. */
  makePolicy(document?: string): Promise<string>;
}

/** One thing that S3 or IAM must do. The name is also the key into the table of known differences. */
export interface ContractCase {
  readonly name: string;
  run(context: CaseContext): Promise<void>;
}

/** An S3 and IAM that is reached over the wire. */
export interface RunningTarget {
  /** For the SDK's `endpoint`. */
  readonly endpoint: string;
  close(): Promise<void>;
}

/** An S3 and IAM that the contract is checked against. */
export interface ContractTarget {
  /** Also the key into the table of known differences. */
  readonly name: 'sandbox' | 'moto' | 'aws';
  /** For each test: real AWS is slow, and shows what it held some seconds ago. */
  readonly options: { readonly timeout: number; readonly retry?: { count: number; delay: number } };
  open(): Promise<OpenTarget>;
}

export interface OpenTarget {
  readonly context: CaseContext;
  /** For a backend that works there, beside the policy and the bucket. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  close(): Promise<void>;
}
