import { spawnSync } from 'node:child_process';
import { Match } from 'aws-cdk-lib/assertions';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { loadConfig } from '../src/runtime/config.ts';
import { FUNCTION_TIMEOUT_MS, LOCK_LIFETIME_MS } from '../src/runtime/timing.ts';
import { logicalId, synthesise } from './testing/synthesise.ts';

const POLICY = 'arn:aws:iam::123456789012:policy/OfficeOnly';

const synthesis = synthesise({
  region: 'ap-northeast-1',
  policy: POLICY,
  timeZone: 'Europe/Berlin',
  resetTime: '03:30',
  maxLeaseMinutes: 600,
  maxLeases: 4,
  ipv6Prefix: 128,
  sids: ['Office', 'Vpn'],
  alarmEmail: 'ops@example.com',
});
const { template, resources } = synthesis;
const id = (prefix: string, type: string) => logicalId(synthesis, prefix, type);
const bucket = id('Storage', 'AWS::S3::Bucket');
const functionId = (name: string) => id(`Backend${name}`, 'AWS::Lambda::Function');
const arn = (logicalId: string) => ({ 'Fn::GetAtt': [logicalId, 'Arn'] });
const objects = (pattern: string) => ({ 'Fn::Join': ['', [arn(bucket), `/${pattern}`]] });

function role(prefix: string): Record<string, unknown> {
  return resources[id(prefix, 'AWS::IAM::Role')]?.Properties ?? {};
}

function statements(prefix: string): unknown {
  const policies = v.parse(
    v.tuple([v.object({ PolicyDocument: v.object({ Statement: v.array(v.unknown()) }) })]),
    role(prefix)['Policies'],
  );
  return policies[0].PolicyDocument.Statement;
}

function backendStatements(name: string): unknown[] {
  return [
    {
      Sid: 'EditThePolicy',
      Effect: 'Allow',
      Action: [
        'iam:CreatePolicyVersion',
        'iam:DeletePolicyVersion',
        'iam:GetPolicyVersion',
        'iam:ListPolicyVersions',
      ],
      Resource: POLICY,
    },
    {
      Sid: 'ReadWhatAdministratorsWrite',
      Effect: 'Allow',
      Action: 's3:GetObject',
      Resource: [objects('baseline.json'), objects('members/*')],
    },
    {
      Sid: 'KeepLeasesAndState',
      Effect: 'Allow',
      Action: ['s3:DeleteObject', 's3:GetObject', 's3:PutObject'],
      Resource: [objects('leases/*'), objects('state/*')],
    },
    { Sid: 'AppendToTheAuditTrail', Effect: 'Allow', Action: 's3:PutObject', Resource: objects('audit/*') },
    {
      Sid: 'ListLeasesAndTellMissingFromRefused',
      Effect: 'Allow',
      Action: 's3:ListBucket',
      Resource: arn(bucket),
      Condition: { StringLike: { 's3:prefix': ['baseline.json', 'leases/*', 'members/*', 'state/*'] } },
    },
    {
      Sid: 'WriteItsOwnLog',
      Effect: 'Allow',
      Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      Resource: arn(id(`Backend${name}Log`, 'AWS::Logs::LogGroup')),
    },
  ];
}

const deadLetters = id('BackendDeadLetters', 'AWS::SQS::Queue');

describe('permissions', () => {
  test('gives the http function exactly the promised statements', () => {
    expect(statements('BackendHttpRole')).toEqual(backendStatements('Http'));
  });

  test.each(['Reset', 'Reconcile'])('gives the %s function those and its dead-letter queue', (name) => {
    expect(statements(`Backend${name}Role`)).toEqual([
      ...backendStatements(name),
      {
        Sid: 'ReportWhatFailedForGood',
        Effect: 'Allow',
        Action: 'sqs:SendMessage',
        Resource: arn(deadLetters),
      },
    ]);
  });

  test('lets the scheduler start the two tasks and nothing else', () => {
    expect(statements('SchedulesRole')).toEqual([
      {
        Sid: 'StartTheTwoTasks',
        Effect: 'Allow',
        Action: 'lambda:InvokeFunction',
        Resource: [arn(functionId('Reconcile')), arn(functionId('Reset'))],
      },
      {
        Sid: 'ReportWhatCouldNotStart',
        Effect: 'Allow',
        Action: 'sqs:SendMessage',
        Resource: arn(deadLetters),
      },
    ]);
    expect(JSON.stringify(role('SchedulesRole')['AssumeRolePolicyDocument'])).toContain('aws:SourceAccount');
  });

  test('lets the restore run the reset and look whether a policy was adopted', () => {
    expect(statements('RestoreOnDeleteRole')).toEqual([
      {
        Sid: 'RunTheReset',
        Effect: 'Allow',
        Action: 'lambda:InvokeFunction',
        Resource: arn(functionId('Reset')),
      },
      {
        Sid: 'SeeWhetherAPolicyWasAdopted',
        Effect: 'Allow',
        Action: 's3:ListBucket',
        Resource: arn(bucket),
        Condition: { StringEquals: { 's3:prefix': ['baseline.json', 'leases/'] } },
      },
      {
        Sid: 'WriteItsOwnLog',
        Effect: 'Allow',
        Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        Resource: arn(id('RestoreOnDeleteLog', 'AWS::Logs::LogGroup')),
      },
    ]);
  });

  test('has no other role, attached policy or policy document', () => {
    template.resourceCountIs('AWS::IAM::Role', 5);
    for (const type of ['AWS::IAM::Policy', 'AWS::IAM::RolePolicy', 'AWS::IAM::ManagedPolicy']) {
      template.resourceCountIs(type, 0);
    }
    expect(JSON.stringify(template.toJSON())).not.toContain('ManagedPolicyArns');
  });
});

describe('the bucket', () => {
  test('is versioned, encrypted, private and kept', () => {
    template.hasResource('AWS::S3::Bucket', {
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
      Properties: {
        VersioningConfiguration: { Status: 'Enabled' },
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          BlockPublicPolicy: true,
          IgnorePublicAcls: true,
          RestrictPublicBuckets: true,
        },
        BucketEncryption: {
          ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
        },
      },
    });
    template.hasResourceProperties('AWS::S3::BucketPolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
        ]),
      },
    });
  });

  test('keeps audit objects for 400 days and old baselines for a year, and never expires a current baseline', () => {
    const rule = (expected: object) => Match.objectLike({ Status: 'Enabled', ...expected });
    template.hasResourceProperties('AWS::S3::Bucket', {
      LifecycleConfiguration: {
        Rules: Match.arrayWith([
          rule({ Prefix: 'audit/', ExpirationInDays: 400 }),
          rule({
            Prefix: 'baseline.json',
            NoncurrentVersionExpiration: { NoncurrentDays: 365 },
            ExpirationInDays: Match.absent(),
          }),
        ]),
      },
    });
  });
});

describe('the functions', () => {
  test.each([
    ['Http', 'index.http'],
    ['Reset', 'index.scheduled'],
    ['Reconcile', 'index.scheduled'],
  ])('%s runs %s on Node.js 24 and arm64, within the lock’s lifetime', (name, Handler) => {
    const properties = resources[functionId(name)]?.Properties ?? {};
    expect(properties).toMatchObject({ Handler, Runtime: 'nodejs24.x', Architectures: ['arm64'] });
    expect(properties['Timeout']).toBe(FUNCTION_TIMEOUT_MS / 1_000);
    expect(FUNCTION_TIMEOUT_MS).toBeLessThan(LOCK_LIFETIME_MS);
    const { LogGroup } = v.parse(
      v.object({ LogGroup: v.object({ Ref: v.string() }) }),
      properties['LoggingConfig'],
    );
    expect(resources[LogGroup.Ref]?.Properties['RetentionInDays']).toBe(90);
  });

  test('get an environment that the backend understands', () => {
    const { Variables } = v.parse(
      v.object({ Variables: v.record(v.string(), v.unknown()) }),
      resources[functionId('Http')]?.Properties['Environment'],
    );
    const deployed: Record<string, string> = {
      [JSON.stringify({ Ref: bucket })]: 'team-bucket',
      [JSON.stringify({ 'Fn::GetAtt': [id('FrontDoorIpv4', 'AWS::ApiGatewayV2::Api'), 'ApiEndpoint'] })]:
        'https://four.example',
      [JSON.stringify({ 'Fn::GetAtt': [id('FrontDoorDualStack', 'AWS::ApiGatewayV2::Api'), 'ApiEndpoint'] })]:
        'https://both.example',
    };
    const values = Object.entries(Variables).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : deployed[JSON.stringify(value)],
    ]);
    expect(loadConfig(Object.fromEntries(values))).toMatchObject({
      policyArn: POLICY,
      bucket: 'team-bucket',
      timeZone: 'Europe/Berlin',
      resetTime: '03:30',
      maxMinutes: 600,
      maxLeases: 4,
      ipv6Prefix: 128,
      sids: ['Office', 'Vpn'],
      endpoints: { ipv4: 'https://four.example', dualStack: 'https://both.example' },
    });
  });

  test.each(['Reset', 'Reconcile'])('%s tries again and then tells the dead-letter queue', (name) => {
    template.hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
      FunctionName: { Ref: functionId(name) },
      MaximumRetryAttempts: 2,
      DestinationConfig: { OnFailure: { Destination: arn(deadLetters) } },
    });
  });
});

describe('alarms by e-mail', () => {
  test('get a topic that this account’s alarms may publish to, over TLS only', () => {
    template.hasResourceProperties('AWS::SNS::Subscription', {
      Protocol: 'email',
      Endpoint: 'ops@example.com',
    });
    template.hasResourceProperties('AWS::SNS::TopicPolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
          Match.objectLike({
            Effect: 'Allow',
            Principal: { Service: 'cloudwatch.amazonaws.com' },
            Action: 'sns:Publish',
          }),
        ]),
      },
    });
  });
});

describe('the rules', () => {
  test('of AWS Solutions are checked: a careless bucket stops the synthesis', () => {
    expect(() =>
      synthesise({ region: 'ap-northeast-1', policy: POLICY }, (stack) => new Bucket(stack, 'Careless')),
    ).toThrow(/AwsSolutions-S10/);
  });

  if (spawnSync('cfn-lint', ['--version']).status === 0) {
    test('of cfn-lint hold', { timeout: 120_000 }, () => {
      const { status, stdout, stderr } = spawnSync('cfn-lint', [], {
        input: JSON.stringify(template.toJSON()),
        encoding: 'utf8',
      });
      expect(stdout + stderr).toBe('');
      expect(status).toBe(0);
    });
  }
});
