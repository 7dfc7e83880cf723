import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { logicalId, synthesise } from '../testing/synthesise.ts';

/** By name, as the guided deploy does for a policy it created; nothing else but what has no default. */
const synthesis = synthesise({
  region: 'eu-central-1',
  policy: 'GenkanOfficeNetwork',
  resetTime: '03:30',
  timeZone: 'Europe/Berlin',
  alarmTopicArn: 'arn:aws:sns:eu-central-1:123456789012:ops',
});
const { template, resources } = synthesis;
const id = (prefix: string, type: string) => logicalId(synthesis, prefix, type);
const functionArn = (name: string) => ({
  'Fn::GetAtt': [id(`Backend${name}`, 'AWS::Lambda::Function'), 'Arn'],
});

describe('the front door', () => {
  test.each([
    ['Ipv4', 'ipv4'],
    ['DualStack', 'dualstack'],
  ])('%s is an HTTP API of type %s that leaves CORS to the app', (name, IpAddressType) => {
    const api = resources[id(`FrontDoor${name}`, 'AWS::ApiGatewayV2::Api')];
    expect(api?.Properties).toMatchObject({ ProtocolType: 'HTTP', IpAddressType });
    expect(api?.Properties).not.toHaveProperty('CorsConfiguration');
  });

  test.each(['Ipv4', 'DualStack'])('%s sends every request to the http function, payload 2.0', (name) => {
    const ApiId = { Ref: id(`FrontDoor${name}`, 'AWS::ApiGatewayV2::Api') };
    for (const RouteKey of ['POST /v1/leases', '$default']) {
      template.hasResourceProperties('AWS::ApiGatewayV2::Route', { ApiId, RouteKey });
    }
    template.hasResourceProperties('AWS::ApiGatewayV2::Integration', {
      ApiId,
      IntegrationUri: functionArn('Http'),
      PayloadFormatVersion: '2.0',
    });
  });

  test('throttles grants apart from everything else', () => {
    template.allResourcesProperties('AWS::ApiGatewayV2::Stage', {
      DefaultRouteSettings: { ThrottlingRateLimit: 50, ThrottlingBurstLimit: 100 },
      RouteSettings: { 'POST /v1/leases': { ThrottlingRateLimit: 20, ThrottlingBurstLimit: 60 } },
    });
  });

  test('logs neither addresses nor headers', () => {
    template.allResourcesProperties('AWS::ApiGatewayV2::Stage', {
      AccessLogSettings: { Format: Match.not(Match.stringLikeRegexp('sourceIp|header|userAgent|path')) },
    });
  });
});

describe('the schedules', () => {
  test('reset at the team’s time in the team’s zone', () => {
    template.hasResourceProperties('AWS::Scheduler::Schedule', {
      ScheduleExpression: 'cron(30 3 * * ? *)',
      ScheduleExpressionTimezone: 'Europe/Berlin',
      FlexibleTimeWindow: { Mode: 'OFF' },
      Target: {
        Arn: functionArn('Reset'),
        Input: '{"task":"reset"}',
        RetryPolicy: { MaximumRetryAttempts: 5 },
        DeadLetterConfig: { Arn: { 'Fn::GetAtt': [id('Backend', 'AWS::SQS::Queue'), 'Arn'] } },
      },
    });
  });

  test('reconcile every five minutes', () => {
    template.hasResourceProperties('AWS::Scheduler::Schedule', {
      ScheduleExpression: 'rate(5 minutes)',
      Target: { Arn: functionArn('Reconcile'), Input: '{"task":"reconcile"}' },
    });
  });
});

describe('the alarms', () => {
  const topic = 'arn:aws:sns:eu-central-1:123456789012:ops';

  test.each([
    ['ResetFailed', { MetricName: 'Errors', Threshold: 1 }],
    ['ReconcileFailing', { MetricName: 'Errors', EvaluationPeriods: 3, DatapointsToAlarm: 2 }],
    ['ReconcileNotRunning', { MetricName: 'Invocations', TreatMissingData: 'breaching' }],
    ['ServerErrors', { Threshold: 5 }],
    ['ResetNotRun', { MetricName: 'ResetsDone', Threshold: 1, EvaluationPeriods: 26, Period: 3600 }],
    ['PolicyFull', { MetricName: 'PolicyFull', Threshold: 1 }],
    ['AuditFailed', { MetricName: 'AuditFailed', Threshold: 1 }],
    ['ListRestored', { MetricName: 'ListRestored', Threshold: 1 }],
    ['StateMismatch', { MetricName: 'StateMismatch', Threshold: 1 }],
    ['DeadLetters', { MetricName: 'ApproximateNumberOfMessagesVisible', Threshold: 1 }],
  ])('%s goes to the topic that was named', (name, expected) => {
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      AlarmName: `GenkanStack-${name}`,
      AlarmActions: [topic],
      ...expected,
    });
  });

  test('count a 5xx of one API while the other had no request', () => {
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      AlarmName: 'GenkanStack-ServerErrors',
      Metrics: Match.arrayWith([Match.objectLike({ Expression: 'FILL(api0, 0) + FILL(api1, 0)' })]),
    });
  });

  test.each([
    ['PolicyFull', '{ $.code = "policy_full" }', ['Http', 'Reset', 'Reconcile']],
    ['AuditFailed', '{ $.message = "audit_failed" }', ['Http', 'Reset', 'Reconcile']],
    ['ListRestored', '{ $.message = "list_restored" }', ['Http', 'Reset', 'Reconcile']],
    ['StateMismatch', '{ $.message = "state_mismatch" }', ['Http', 'Reset', 'Reconcile']],
    ['ResetsDone', '{ ($.message = "task_done") && ($.task = "reset") }', ['Reset', 'Reconcile']],
  ])('%s counts log lines like %s', (MetricName, FilterPattern, names) => {
    for (const name of names) {
      template.hasResourceProperties('AWS::Logs::MetricFilter', {
        LogGroupName: { Ref: id(`Backend${name}Log`, 'AWS::Logs::LogGroup') },
        FilterPattern,
        MetricTransformations: [
          Match.objectLike({ MetricNamespace: 'Genkan/GenkanStack', MetricName, MetricValue: '1' }),
        ],
      });
    }
  });

  test('count the hours without a reset by what the reconcile logs', () => {
    template.hasResourceProperties('AWS::Logs::MetricFilter', {
      LogGroupName: { Ref: id('BackendReconcileLog', 'AWS::Logs::LogGroup') },
      MetricTransformations: [Match.objectLike({ MetricName: 'ResetsDone', DefaultValue: 0 })],
    });
  });

  test('make no topic where one was named', () => {
    template.resourceCountIs('AWS::SNS::Topic', 0);
  });
});

describe('the policy', () => {
  test('given by name is the one of this account', () => {
    template.hasOutput('PolicyArn', {
      Value: {
        'Fn::Join': ['', ['arn:aws:iam::', { Ref: 'AWS::AccountId' }, ':policy/GenkanOfficeNetwork']],
      },
    });
  });
});

describe('destroying the stack', () => {
  const restore = id('RestoreOnDelete', 'Custom::GenkanRestoreOnDelete');
  const needs = (from: string, seen = new Set<string>()): Set<string> => {
    const resource = resources[from];
    const references = [resource?.DependsOn ?? [], referenced(resource?.Properties)].flat();
    for (const next of references) {
      if (next in resources && !seen.has(next)) needs(next, seen.add(next));
    }
    return seen;
  };
  const idsOf = (...types: string[]) =>
    Object.keys(resources).filter((name) => types.includes(resources[name]?.Type ?? ''));

  test('closes the door and the schedules before the restore: they were made after it', () => {
    const first = idsOf('AWS::ApiGatewayV2::Stage', 'AWS::ApiGatewayV2::Route', 'AWS::Scheduler::Schedule');
    expect(first).toHaveLength(8);
    for (const name of first) expect(needs(name)).toContain(restore);
  });

  test('keeps what the restore needs until it is done: the functions, their roles and the bucket', () => {
    expect([...needs(restore)]).toEqual(
      expect.arrayContaining([
        id('BackendReset', 'AWS::Lambda::Function'),
        id('BackendResetRole', 'AWS::IAM::Role'),
        id('RestoreOnDeleteFunction', 'AWS::Lambda::Function'),
        id('RestoreOnDeleteRole', 'AWS::IAM::Role'),
        id('Storage', 'AWS::S3::Bucket'),
      ]),
    );
  });
});

/** Every logical id that the value names by `Ref` or `Fn::GetAtt`. */
function referenced(value: unknown): string[] {
  return [...JSON.stringify(value ?? null).matchAll(/\{"(?:Ref":|Fn::GetAtt":\[)"([^"]+)"/g)].flatMap(
    ([, name]) => name ?? [],
  );
}
