import { Aws } from 'aws-cdk-lib';
import { AnyPrincipal, Effect, type IRole, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Bucket } from 'aws-cdk-lib/aws-s3';

/**
 * Every action that changes or deletes an object. Actions that configure the bucket are not denied: CloudFormation uses them
 * with a role whose ARN differs from account to account.
 */
const WRITES = [
  's3:AbortMultipartUpload',
  's3:BypassGovernanceRetention',
  's3:DeleteObject*',
  's3:PutObject*',
  's3:ReplicateDelete',
  's3:ReplicateObject',
  's3:ReplicateTags',
  's3:RestoreObject',
];

export interface BucketPolicyInput {
  /** The roles of the functions. */
  readonly writers: readonly IRole[];
  /** The other roles that may write; absent: every principal that the account's IAM policies allow to. */
  readonly administratorRoles: readonly string[] | undefined;
}

/**
 * Denies other principals to change the state and the audit events, whatever their own policies allow: one object that they
 * write could add a member or a lease.
 *
 * No statement names a principal, but its ARN in a condition: S3 would store a named role by its unique id, and a role that
 * is created again has another id.
 */
export function protectObjects(bucket: Bucket, { writers, administratorRoles }: BucketPolicyInput): void {
  const deny = (sid: string, actions: string[], keys: string, conditions: Record<string, unknown> = {}) => {
    bucket.addToResourcePolicy(
      new PolicyStatement({
        sid,
        effect: Effect.DENY,
        principals: [new AnyPrincipal()],
        actions,
        resources: [bucket.arnForObjects(keys)],
        conditions,
      }),
    );
  };
  deny(
    'OnlyFunctionsAndAdministratorsWrite',
    WRITES,
    '*',
    administratorRoles === undefined
      ? // Absent for a service of AWS, which is then denied too.
        { StringNotEquals: { 'aws:PrincipalAccount': Aws.ACCOUNT_ID } }
      : {
          ArnNotLike: {
            'aws:PrincipalArn': [...writers.map(({ roleArn }) => roleArn), ...administratorRoles],
          },
        },
  );
  // Without s3:ObjectCreationOperation this denies a multipart upload too, whose first part has no condition:
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes-enforce.html
  deny('AuditEventsAreOnlyCreated', ['s3:PutObject'], 'audit/*', { Null: { 's3:if-none-match': 'true' } });
  // A delete marker would make room for another event of the same name. Expiry by the lifecycle rule is not a request.
  deny('AuditEventsAreNotDeleted', ['s3:DeleteObject', 's3:DeleteObjectVersion'], 'audit/*');
}
