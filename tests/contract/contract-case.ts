import type { IAMClient } from '@aws-sdk/client-iam';
import type { S3Client } from '@aws-sdk/client-s3';

/** What a case works with. Buckets and policies are its own, so cases do not see each other. */
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
