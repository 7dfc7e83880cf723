import { Duration } from 'aws-cdk-lib';
import { ComparisonOperator, type IMetric, Metric, type TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { FilterPattern, type IFilterPattern, type LogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { BackendFunctions } from '../functions/functions.ts';

export interface AlarmInput {
  readonly description: string;
  readonly metric: IMetric;
  readonly threshold?: number;
  readonly evaluationPeriods?: number;
  readonly datapointsToAlarm?: number;
  readonly comparisonOperator?: ComparisonOperator;
  readonly treatMissingData?: TreatMissingData;
}

interface LogAlarmsInput {
  readonly stackName: string;
  readonly functions: BackendFunctions;
  readonly add: (id: string, alarm: AlarmInput) => void;
}

/**
 * One reset a day. Where the clocks go back, 25 hours lie between two resets; a late reset takes place in the 26th hour.
 */
const HOURS_WITHOUT_RESET = 26;

/** Events of the log that raise an alarm as soon as one occurs. */
const LOGGED_EVENTS: readonly (readonly [id: string, pattern: IFilterPattern, description: string])[] = [
  [
    'PolicyFull',
    // Of `request_refused`, or of `request_failed` when the problem has a cause.
    FilterPattern.stringValue('$.code', '=', 'policy_full'),
    'A member was refused because the policy has no room for another address. Run `genkan doctor` for its size.',
  ],
  [
    'AuditFailed',
    FilterPattern.stringValue('$.message', '=', 'audit_failed'),
    'An audit event could not be written to the bucket; the log line of the function has it.',
  ],
  [
    'ListRestored',
    FilterPattern.stringValue('$.message', '=', 'list_restored'),
    'A list of the policy had lost every address but an ended one; the addresses of the baseline were put back. Find the client that edited the policy.',
  ],
  [
    'StateMismatch',
    FilterPattern.stringValue('$.message', '=', 'state_mismatch'),
    'The state in the bucket does not fit the policy: another principal wrote to the bucket, or two deployments share it. Run `genkan doctor`.',
  ],
];

/** Alarms on log events of the functions, for faults that no metric of AWS counts. */
export function addLogAlarms(scope: Construct, { stackName, functions, add }: LogAlarmsInput): void {
  const metric = (metricName: string, period: Duration) =>
    new Metric({ namespace: `Genkan/${stackName}`, metricName, statistic: 'Sum', period });
  const count = (
    metricName: string,
    id: string,
    pattern: IFilterPattern,
    logGroup: LogGroup,
    fallback?: number,
  ) =>
    new MetricFilter(scope, `${metricName}In${id}`, {
      logGroup,
      filterPattern: pattern,
      metricNamespace: `Genkan/${stackName}`,
      metricName,
      metricValue: '1',
      ...(fallback === undefined ? {} : { defaultValue: fallback }),
    });

  const resetDone = FilterPattern.all(
    FilterPattern.stringValue('$.message', '=', 'task_done'),
    FilterPattern.stringValue('$.task', '=', 'reset'),
  );
  // The reconcile logs every five minutes and never logs this event, so an hour without a reset counts as 0. If hours without
  // data counted, the alarm would be raised on the day of the first deployment. When the reconcile does not log either,
  // ReconcileNotRunning is raised.
  for (const [id, logGroup] of functions.logGroups) {
    if (id !== 'Http') count('ResetsDone', id, resetDone, logGroup, 0);
  }
  add('ResetNotRun', {
    description:
      'No reset has succeeded for 25 hours: is its schedule disabled? Run `genkan doctor`, then `genkan reset`.',
    metric: metric('ResetsDone', Duration.hours(1)),
    evaluationPeriods: HOURS_WITHOUT_RESET,
    comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
  });

  for (const [id, pattern, description] of LOGGED_EVENTS) {
    for (const [name, logGroup] of functions.logGroups) count(id, name, pattern, logGroup);
    add(id, { description, metric: metric(id, Duration.minutes(5)) });
  }
}
