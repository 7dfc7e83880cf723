import { Aws, Duration, type Stack } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { Alarm, ComparisonOperator, MathExpression, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { type ITopic, Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import type { Deployment } from '../../deployment.ts';
import type { BackendFunctions } from '../functions/functions.ts';
import { type AlarmInput, addLogAlarms } from './log-alarms.ts';

const period = Duration.minutes(5);

/** The alarms, and where they go when the deployment names an address or a topic. Returns the topic's ARN. */
export function addAlarms(
  stack: Stack,
  input: { deployment: Deployment; functions: BackendFunctions; apis: readonly HttpApi[] },
): string | undefined {
  const { deployment, functions, apis } = input;
  const scope = new Construct(stack, 'Alarms');
  const topic = alarmTopic(scope, deployment);
  const add = (id: string, alarm: AlarmInput) => {
    const created = new Alarm(scope, id, {
      alarmName: `${stack.stackName}-${id}`,
      alarmDescription: alarm.description,
      metric: alarm.metric,
      threshold: alarm.threshold ?? 1,
      evaluationPeriods: alarm.evaluationPeriods ?? 1,
      ...(alarm.datapointsToAlarm === undefined ? {} : { datapointsToAlarm: alarm.datapointsToAlarm }),
      comparisonOperator: alarm.comparisonOperator ?? ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: alarm.treatMissingData ?? TreatMissingData.NOT_BREACHING,
    });
    if (topic !== undefined) created.addAlarmAction(new SnsAction(topic));
  };

  add('ResetFailed', {
    description:
      'The reset did not restore the baseline: the policy may still allow addresses whose lease has ended. Run `genkan doctor`, then `genkan reset`.',
    metric: functions.reset.metricErrors({ period }),
  });
  add('ReconcileFailing', {
    description: 'Ended leases are not removed from the policy. Run `genkan doctor`.',
    metric: functions.reconcile.metricErrors({ period }),
    evaluationPeriods: 3,
    datapointsToAlarm: 2,
  });
  add('ReconcileNotRunning', {
    description: 'No reconcile started for 15 minutes: is its schedule disabled? Run `genkan doctor`.',
    metric: functions.reconcile.metricInvocations({ period }),
    evaluationPeriods: 3,
    comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
    treatMissingData: TreatMissingData.BREACHING,
  });
  addLogAlarms(scope, { stackName: stack.stackName, functions, add });
  add('ServerErrors', {
    description: 'Members get server errors (5xx). Read the log of the http function.',
    metric: new MathExpression({
      // An API without a request has no value, and a sum with it would have none either:
      // https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
      expression: apis.map((_, index) => `FILL(api${index}, 0)`).join(' + '),
      usingMetrics: Object.fromEntries(
        apis.map((api, index) => [`api${index}`, api.metricServerError({ period, statistic: 'Sum' })]),
      ),
      period,
      label: '5xx of both endpoints',
    }),
    threshold: 5,
  });
  add('DeadLetters', {
    description: 'A reset or reconcile failed for good; the queue holds the event and the error.',
    metric: functions.deadLetters.metricApproximateNumberOfMessagesVisible({ period }),
  });
  return topic?.topicArn;
}

function alarmTopic(scope: Construct, deployment: Deployment): ITopic | undefined {
  if (deployment.alarmTopicArn !== undefined) {
    return Topic.fromTopicArn(scope, 'Topic', deployment.alarmTopicArn);
  }
  if (deployment.alarmEmail === undefined) return undefined;
  const topic = new Topic(scope, 'Topic', { displayName: 'Genkan alarms', enforceSSL: true });
  // A topic policy replaces the default one, and with it the right of the account's alarms to publish.
  topic.addToResourcePolicy(
    new PolicyStatement({
      sid: 'AlarmsOfThisAccount',
      principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
      actions: ['sns:Publish'],
      resources: [topic.topicArn],
      conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
    }),
  );
  topic.addSubscription(new EmailSubscription(deployment.alarmEmail));
  return topic;
}
