import { fileURLToPath } from 'node:url';
import { CustomResource, Duration, RemovalPolicy } from 'aws-cdk-lib';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Architecture,
  Code,
  type IFunction,
  Function as LambdaFunction,
  Runtime,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { buildSync } from 'esbuild';

export interface RestoreOnDeleteProps {
  readonly reset: IFunction;
  readonly bucket: Bucket;
  readonly policyArn: string;
}

/**
 * Returns the policy to its baseline when the stack is deleted, by the script, the CDK or the CloudFormation console. A deletion
 * that cannot restore the baseline stops with the reason.
 */
export class RestoreOnDelete extends Construct {
  readonly resource: CustomResource;

  constructor(scope: Construct, id: string, { reset, bucket, policyArn }: RestoreOnDeleteProps) {
    super(scope, id);
    const logGroup = new LogGroup(this, 'Log', {
      retention: RetentionDays.THREE_MONTHS,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const role = restoreRole(this, { reset, bucket, logGroup });
    const restore = new LambdaFunction(this, 'Function', {
      description: 'Genkan: puts the policy back to its baseline when the stack is deleted',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      code: Code.fromInline(bundle()),
      handler: 'index.handler',
      timeout: Duration.minutes(2),
      logGroup,
      role: role.withoutPolicyUpdates(),
      environment: { BUCKET: bucket.bucketName, RESET_FUNCTION: reset.functionName },
    });
    this.resource = new CustomResource(this, 'Resource', {
      resourceType: 'Custom::GenkanRestoreOnDelete',
      serviceToken: restore.functionArn,
      serviceTimeout: Duration.minutes(5),
      properties: { PolicyArn: policyArn },
    });
  }
}

function restoreRole(
  scope: Construct,
  { reset, bucket, logGroup }: Omit<RestoreOnDeleteProps, 'policyArn'> & { readonly logGroup: LogGroup },
): Role {
  return new Role(scope, 'Role', {
    assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
    inlinePolicies: {
      Restore: new PolicyDocument({
        statements: [
          new PolicyStatement({
            sid: 'RunTheReset',
            actions: ['lambda:InvokeFunction'],
            resources: [reset.functionArn],
          }),
          new PolicyStatement({
            sid: 'SeeWhetherAPolicyWasAdopted',
            actions: ['s3:ListBucket'],
            resources: [bucket.bucketArn],
            conditions: { StringEquals: { 's3:prefix': ['baseline.json', 'leases/'] } },
          }),
          new PolicyStatement({
            sid: 'WriteItsOwnLog',
            actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
            resources: [logGroup.logGroupArn],
          }),
        ],
      }),
    },
  });
}

/** CloudFormation writes inline code to `index.js`, which Node.js takes for CommonJS. */
function bundle(): string {
  const result = buildSync({
    entryPoints: [fileURLToPath(new URL('../restore/handler.ts', import.meta.url))],
    bundle: true,
    write: false,
    minify: true,
    format: 'cjs',
    platform: 'node',
    target: 'node24',
    external: ['@aws-sdk/*'],
  });
  const [output] = result.outputFiles;
  if (output === undefined) throw new Error('esbuild made no output');
  return output.text;
}
