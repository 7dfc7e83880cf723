import { Aws, type Stack } from 'aws-cdk-lib';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { CfnSchedule, CfnScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import type { Deployment } from '../deployment.ts';
import type { BackendFunctions } from './functions/functions.ts';

interface Entry {
  readonly expression: string;
  readonly timeZone?: string;
  readonly target: IFunction;
  readonly task: 'reset' | 'reconcile';
  readonly maximumAgeSeconds: number;
}

/** The two schedules: the reset in the team's zone and the reconcile every five minutes. */
export function addSchedules(
  stack: Stack,
  { deployment, functions }: { deployment: Deployment; functions: BackendFunctions },
): Construct {
  const scope = new Construct(stack, 'Schedules');
  const group = new CfnScheduleGroup(scope, 'Group', { name: stack.stackName });
  const role = schedulerRole(scope, { stack, group, functions });
  const add = (id: string, entry: Entry) => addSchedule(scope, id, { entry, group, role, functions });

  const [hours, minutes] = deployment.resetTime.split(':').map(Number);
  add('Reset', {
    // https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html
    expression: `cron(${minutes} ${hours} * * ? *)`,
    timeZone: deployment.timeZone,
    target: functions.reset,
    task: 'reset',
    maximumAgeSeconds: 3_600,
  });
  // A late reconcile is dropped: the next one does the same work.
  add('Reconcile', {
    expression: 'rate(5 minutes)',
    target: functions.reconcile,
    task: 'reconcile',
    maximumAgeSeconds: 300,
  });
  return scope;
}

function addSchedule(
  scope: Construct,
  id: string,
  {
    entry,
    group,
    role,
    functions,
  }: { entry: Entry; group: CfnScheduleGroup; role: Role; functions: BackendFunctions },
): void {
  new CfnSchedule(scope, id, {
    description: `Genkan: ${entry.task}`,
    groupName: group.ref,
    scheduleExpression: entry.expression,
    ...(entry.timeZone === undefined ? {} : { scheduleExpressionTimezone: entry.timeZone }),
    flexibleTimeWindow: { mode: 'OFF' },
    target: {
      arn: entry.target.functionArn,
      roleArn: role.roleArn,
      input: JSON.stringify({ task: entry.task }),
      retryPolicy: { maximumRetryAttempts: 5, maximumEventAgeInSeconds: entry.maximumAgeSeconds },
      deadLetterConfig: { arn: functions.deadLetters.queueArn },
    },
  });
}

/** With L1 constructs: the L2 target would also allow every version and alias of the functions. */
function schedulerRole(
  scope: Construct,
  { stack, group, functions }: { stack: Stack; group: CfnScheduleGroup; functions: BackendFunctions },
): Role {
  return new Role(scope, 'Role', {
    // The conditions keep schedules of other groups from using this role.
    assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
      conditions: {
        StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID, 'aws:SourceArn': groupArn(stack, group) },
      },
    }),
    inlinePolicies: {
      Invoke: new PolicyDocument({
        statements: [
          new PolicyStatement({
            sid: 'StartTheTwoTasks',
            actions: ['lambda:InvokeFunction'],
            resources: [functions.reset.functionArn, functions.reconcile.functionArn],
          }),
          new PolicyStatement({
            sid: 'ReportWhatCouldNotStart',
            actions: ['sqs:SendMessage'],
            resources: [functions.deadLetters.queueArn],
          }),
        ],
      }),
    },
  });
}

function groupArn(stack: Stack, group: CfnScheduleGroup): string {
  return stack.formatArn({ service: 'scheduler', resource: 'schedule-group', resourceName: group.ref });
}
