import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import type { Role } from 'aws-cdk-lib/aws-iam';
import { Architecture, Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { FUNCTION_TIMEOUT_MS } from '../../../src/runtime/timing.ts';
import { type Deployment, hasSeveralTargets } from '../../deployment.ts';
import { BackendRole } from './backend-role.ts';
import { type Endpoints, environment } from './environment.ts';

export interface BackendFunctionsProps {
  readonly deployment: Deployment;
  readonly bundle: string;
  readonly policyArn: string;
  /** Further policies of the account that the deployment manages. */
  readonly furtherPolicyArns: readonly string[];
  readonly bucket: Bucket;
  readonly endpoints: Endpoints;
}

/** One limit for all three: the writer lock must outlive it, and API Gateway gives up after 30 seconds. */
const timeout = Duration.millis(FUNCTION_TIMEOUT_MS);

/**
 * One bundle, two handlers, three functions: reset and reconcile run the same handler in two functions, so that the metrics
 * show which of them failed.
 */
export class BackendFunctions extends Construct {
  readonly http: LambdaFunction;
  readonly reset: LambdaFunction;
  readonly reconcile: LambdaFunction;
  readonly deadLetters: Queue;
  readonly #props: BackendFunctionsProps;
  readonly #roles: Role[] = [];
  readonly #logGroups = new Map<string, LogGroup>();

  constructor(scope: Construct, id: string, props: BackendFunctionsProps) {
    super(scope, id);
    this.#props = props;
    this.deadLetters = new Queue(this, 'DeadLetters', {
      enforceSSL: true,
      encryption: QueueEncryption.SQS_MANAGED,
      retentionPeriod: Duration.days(14),
    });
    Validations.of(this.deadLetters).acknowledge({
      id: 'AwsSolutions-SQS3',
      reason: 'This queue is the dead-letter queue.',
    });
    const { httpConcurrency } = props.deployment;
    this.http = this.#function('Http', 'index.http', {
      memorySize: 1024,
      ...(httpConcurrency === 'none' ? {} : { concurrency: httpConcurrency }),
    });
    this.reset = this.#scheduled('Reset');
    this.reconcile = this.#scheduled('Reconcile');
  }

  get roles(): readonly Role[] {
    return this.#roles;
  }

  /** The log groups by function: `Http`, `Reset`, `Reconcile`. */
  get logGroups(): ReadonlyMap<string, LogGroup> {
    return this.#logGroups;
  }

  #scheduled(id: string): LambdaFunction {
    const created = this.#function(id, 'index.scheduled', {
      memorySize: 512,
      deadLetters: this.deadLetters,
    });
    // EventBridge Scheduler invokes asynchronously: its call succeeds when the event is queued, and Lambda handles failures.
    created.configureAsyncInvoke({
      retryAttempts: 2,
      maxEventAge: Duration.hours(1),
      onFailure: new SqsDestination(this.deadLetters),
    });
    return created;
  }

  #function(
    id: string,
    handler: string,
    options: { memorySize: number; deadLetters?: Queue; concurrency?: number },
  ): LambdaFunction {
    const { deployment, bundle, policyArn, furtherPolicyArns, bucket, endpoints } = this.#props;
    const { concurrency, deadLetters, memorySize } = options;
    const logGroup = new LogGroup(this, `${id}Log`, {
      retention: RetentionDays.THREE_MONTHS,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const { role } = new BackendRole(this, `${id}Role`, {
      policyArns: [policyArn, ...furtherPolicyArns],
      targetRoles: deployment.targetRoles ?? [],
      hasSeveralTargets: hasSeveralTargets(deployment),
      bucket,
      logGroup,
      ...(deadLetters === undefined ? {} : { deadLetters }),
    });
    this.#roles.push(role);
    this.#logGroups.set(id, logGroup);
    return new LambdaFunction(this, id, {
      description: `Genkan: ${id.toLowerCase()}`,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      code: Code.fromAsset(bundle),
      handler,
      memorySize,
      timeout,
      // An upper limit: requests with one key cannot exhaust the account's concurrency. Also a lower limit: other functions
      // cannot exhaust what members need. https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html
      ...(concurrency === undefined ? {} : { reservedConcurrentExecutions: concurrency }),
      logGroup,
      // Immutable for the CDK: destinations and grants would add statements to the role.
      role: role.withoutPolicyUpdates(),
      environment: environment({ deployment, policyArn, bucketName: bucket.bucketName, endpoints }),
    });
  }
}
