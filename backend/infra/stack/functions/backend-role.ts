import { Stack, Validations } from 'aws-cdk-lib';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { type Bucket, CfnBucket } from 'aws-cdk-lib/aws-s3';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { PERMISSIONS, type Permission, ROLE_PERMISSIONS, TARGET_PERMISSIONS } from './permissions.ts';

export interface BackendRoleProps {
  /** The policies of the account. */
  readonly policyArns: readonly string[];
  /** The roles that lead into other accounts. */
  readonly targetRoles: readonly string[];
  /** Whether there is more than one policy. */
  readonly hasSeveralTargets: boolean;
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
    acknowledgeWildcards(this.role, props);
  }
}

function statements(props: BackendRoleProps): PolicyStatement[] {
  const { logGroup, deadLetters } = props;
  const allow = (sid: string, actions: string[], resource: string) =>
    new PolicyStatement({ sid, actions, resources: [resource] });
  return [
    ...permissionsOf(props).map((permission) => promised(permission, props)),
    allow('WriteItsOwnLog', ['logs:CreateLogStream', 'logs:PutLogEvents'], logGroup.logGroupArn),
    ...(deadLetters === undefined
      ? []
      : [allow('ReportWhatFailedForGood', ['sqs:SendMessage'], deadLetters.queueArn)]),
  ];
}

function permissionsOf({ hasSeveralTargets, targetRoles }: BackendRoleProps): readonly Permission[] {
  return [
    ...PERMISSIONS,
    ...(hasSeveralTargets ? TARGET_PERMISSIONS : []),
    ...(targetRoles.length > 0 ? ROLE_PERMISSIONS : []),
  ];
}

function promised(
  { sid, actions, on }: Permission,
  { policyArns, targetRoles, bucket }: BackendRoleProps,
): PolicyStatement {
  const common = { sid, actions: [...actions] };
  if (on === 'policies') return new PolicyStatement({ ...common, resources: [...policyArns] });
  if (on === 'roles') return new PolicyStatement({ ...common, resources: [...targetRoles] });
  if ('objects' in on) {
    return new PolicyStatement({
      ...common,
      resources: on.objects.map((keys) => bucket.arnForObjects(keys)),
    });
  }
  return new PolicyStatement({
    ...common,
    resources: [bucket.bucketArn],
    conditions: { StringLike: { 's3:prefix': [...on.prefixes] } },
  });
}

function acknowledgeWildcards(role: Role, { bucket, policyArns, hasSeveralTargets }: BackendRoleProps): void {
  const ofTargets = ['targets/*/baseline.json', 'targets/*/leases/*', 'targets/*/state/*'];
  const bucketId = logicalId(bucket);
  const patterns = policyArns.filter((arn) => arn.endsWith('*'));
  Validations.of(role).acknowledge(
    ...patterns.map((arn) => ({
      id: `AwsSolutions-IAM5[Resource::${arn}]`,
      reason: 'One policy per member, all in one path: their names are not known beforehand.',
    })),
    ...['members/*', 'leases/*', 'state/*', 'audit/*', ...(hasSeveralTargets ? ofTargets : [])].map(
      (objects) => ({
        id: `AwsSolutions-IAM5[Resource::<${bucketId}.Arn>/${objects}]`,
        reason: 'One object per member, lease, state and event: their names are not known beforehand.',
      }),
    ),
  );
}

function logicalId(bucket: Bucket): string {
  const { defaultChild } = bucket.node;
  if (!(defaultChild instanceof CfnBucket)) throw new Error('Bucket no longer has a CfnBucket');
  return Stack.of(bucket).getLogicalId(defaultChild);
}
