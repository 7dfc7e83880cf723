import { Stack, Validations } from 'aws-cdk-lib';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { type Bucket, CfnBucket } from 'aws-cdk-lib/aws-s3';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

export interface BackendRoleProps {
  readonly policyArn: string;
  readonly bucket: Bucket;
  readonly logGroup: ILogGroup;
  /** Where Lambda itself reports invocations that failed for good; only asynchronous functions have one. */
  readonly deadLetters?: IQueue;
}

/**
 * A function's role: exactly the statements below and nothing that a construct adds on its own. Each function has its
 * own, so each writes to its own log group only.
 */
export class BackendRole extends Construct {
  readonly role: Role;

  constructor(scope: Construct, id: string, props: BackendRoleProps) {
    super(scope, id);
    this.role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      inlinePolicies: { Genkan: new PolicyDocument({ statements: statements(props) }) },
    });
    acknowledgeWildcards(this.role, props.bucket);
  }
}

function statements({ policyArn, bucket, logGroup, deadLetters }: BackendRoleProps): PolicyStatement[] {
  const allow = (sid: string, actions: string[], resources: string[]) =>
    new PolicyStatement({ sid, actions, resources });
  const objects = (pattern: string) => bucket.arnForObjects(pattern);
  return [
    // CreatePolicyVersion with SetAsDefault needs no iam:SetDefaultPolicyVersion.
    allow(
      'EditThePolicy',
      [
        'iam:CreatePolicyVersion',
        'iam:DeletePolicyVersion',
        'iam:GetPolicyVersion',
        'iam:ListPolicyVersions',
      ],
      [policyArn],
    ),
    allow('ReadWhatAdministratorsWrite', ['s3:GetObject'], [objects('baseline.json'), objects('members/*')]),
    allow(
      'KeepLeasesAndState',
      ['s3:DeleteObject', 's3:GetObject', 's3:PutObject'],
      [objects('leases/*'), objects('state/*')],
    ),
    allow('AppendToTheAuditTrail', ['s3:PutObject'], [objects('audit/*')]),
    // Lists leases; and without it GetObject answers 403 instead of 404 for a missing object. For that decision S3 takes
    // the key as s3:prefix, so what is read must be listed here too.
    new PolicyStatement({
      sid: 'ListLeasesAndTellMissingFromRefused',
      actions: ['s3:ListBucket'],
      resources: [bucket.bucketArn],
      conditions: { StringLike: { 's3:prefix': ['baseline.json', 'leases/*', 'members/*', 'state/*'] } },
    }),
    allow('WriteItsOwnLog', ['logs:CreateLogStream', 'logs:PutLogEvents'], [logGroup.logGroupArn]),
    ...(deadLetters === undefined
      ? []
      : [allow('ReportWhatFailedForGood', ['sqs:SendMessage'], [deadLetters.queueArn])]),
  ];
}

function acknowledgeWildcards(role: Role, bucket: Bucket): void {
  const bucketId = logicalId(bucket);
  Validations.of(role).acknowledge(
    ...['members/*', 'leases/*', 'state/*', 'audit/*'].map((objects) => ({
      id: `AwsSolutions-IAM5[Resource::<${bucketId}.Arn>/${objects}]`,
      reason: 'One object per member, lease, state and event: their names are not known beforehand.',
    })),
  );
}

function logicalId(bucket: Bucket): string {
  const { defaultChild } = bucket.node;
  if (!(defaultChild instanceof CfnBucket)) throw new Error('Bucket no longer has a CfnBucket');
  return Stack.of(bucket).getLogicalId(defaultChild);
}
