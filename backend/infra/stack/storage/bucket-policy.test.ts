import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { logicalId, type Synthesis, synthesise } from '../../testing/synthesise.ts';

const ACCOUNT = '123456789012';
const ADMINISTRATOR = `arn:aws:iam::${ACCOUNT}:role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_AdministratorAccess_*`;
const least = { region: 'ap-northeast-1', policy: `arn:aws:iam::${ACCOUNT}:policy/OfficeOnly` };

const statementSchema = v.object({
  Sid: v.optional(v.string()),
  Effect: v.string(),
  Principal: v.unknown(),
  Action: v.union([v.string(), v.array(v.string())]),
  Resource: v.unknown(),
  Condition: v.optional(v.unknown()),
});

function statements(synthesis: Synthesis) {
  const policy = synthesis.resources[logicalId(synthesis, 'Storage', 'AWS::S3::BucketPolicy')];
  const document = v.parse(
    v.object({ Statement: v.array(statementSchema) }),
    policy?.Properties['PolicyDocument'],
  );
  return new Map(document.Statement.map((statement) => [statement.Sid, statement]));
}

const open = synthesise(least);
const closed = synthesise({ ...least, administratorRoles: [ADMINISTRATOR] });
const objects = (synthesis: Synthesis, keys: string) => ({
  'Fn::Join': [
    '',
    [{ 'Fn::GetAtt': [logicalId(synthesis, 'Storage', 'AWS::S3::Bucket'), 'Arn'] }, `/${keys}`],
  ],
});

describe('writing to the bucket', () => {
  test('is denied to every principal but the functions and the named administrator role', () => {
    const roles = ['Http', 'Reset', 'Reconcile'].map((name) => ({
      'Fn::GetAtt': [logicalId(closed, `Backend${name}Role`, 'AWS::IAM::Role'), 'Arn'],
    }));
    expect(statements(closed).get('OnlyFunctionsAndAdministratorsWrite')).toEqual({
      Sid: 'OnlyFunctionsAndAdministratorsWrite',
      Effect: 'Deny',
      Principal: { AWS: '*' },
      Action: [
        's3:AbortMultipartUpload',
        's3:BypassGovernanceRetention',
        's3:DeleteObject*',
        's3:PutObject*',
        's3:ReplicateDelete',
        's3:ReplicateObject',
        's3:ReplicateTags',
        's3:RestoreObject',
      ],
      Resource: objects(closed, '*'),
      Condition: { ArnNotLike: { 'aws:PrincipalArn': [...roles, ADMINISTRATOR] } },
    });
  });

  test('is otherwise denied to every principal outside the account, and IAM decides inside it', () => {
    expect(statements(open).get('OnlyFunctionsAndAdministratorsWrite')?.Condition).toEqual({
      StringNotEquals: { 'aws:PrincipalAccount': { Ref: 'AWS::AccountId' } },
    });
  });

  test.each([
    ['without administrator roles', open],
    ['with them', closed],
  ])(
    'leaves the bucket’s own configuration to IAM, so that CloudFormation is not locked out: %s',
    (_, synthesis) => {
      const denied = [...statements(synthesis).values()]
        .filter(({ Sid }) => Sid !== undefined)
        .flatMap(({ Action }) => Action);
      expect(denied.every((action) => /Object|Upload|Retention|Replicate/.test(action))).toBe(true);
    },
  );
});

describe('the audit trail', () => {
  test.each([
    ['without administrator roles', open],
    ['with them', closed],
  ])('is append-only for every principal, the functions and the administrators too: %s', (_, synthesis) => {
    expect(statements(synthesis).get('AuditEventsAreOnlyCreated')).toEqual({
      Sid: 'AuditEventsAreOnlyCreated',
      Effect: 'Deny',
      Principal: { AWS: '*' },
      Action: 's3:PutObject',
      Resource: objects(synthesis, 'audit/*'),
      Condition: { Null: { 's3:if-none-match': 'true' } },
    });
    expect(statements(synthesis).get('AuditEventsAreNotDeleted')).toEqual({
      Sid: 'AuditEventsAreNotDeleted',
      Effect: 'Deny',
      Principal: { AWS: '*' },
      Action: ['s3:DeleteObject', 's3:DeleteObjectVersion'],
      Resource: objects(synthesis, 'audit/*'),
    });
  });
});

describe('the http function', () => {
  const concurrency = (synthesis: Synthesis) =>
    synthesis.resources[logicalId(synthesis, 'BackendHttp', 'AWS::Lambda::Function')]?.Properties[
      'ReservedConcurrentExecutions'
    ];

  test('has reserved concurrency of its own, unless the account has none to give', () => {
    expect(concurrency(open)).toBe(100);
    expect(concurrency(synthesise({ ...least, httpConcurrency: 'none' }))).toBeUndefined();
  });
});
