import { runSimulation } from '@cloud-copilot/iam-simulate';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { synthesise } from '../../backend/infra/testing/synthesise.ts';

const ACCOUNT = '123456789012';
const BUCKET = 'arn:aws:s3:::team';
const SSO = `arn:aws:iam::${ACCOUNT}:role/aws-reserved/sso.amazonaws.com/eu-central-1/AWSReservedSSO_AdministratorAccess_0123456789abcdef`;
const ROLES = {
  function: `arn:aws:iam::${ACCOUNT}:role/BackendHttpRole`,
  administrator: SSO,
  developer: `arn:aws:iam::${ACCOUNT}:role/Developer`,
  stranger: 'arn:aws:iam::210987654321:role/Administrator',
} as const;

const documentSchema = v.object({ Statement: v.array(v.record(v.string(), v.unknown())) });

/** The bucket's policy as AWS gets it: CloudFormation's functions replaced by their values. */
function bucketPolicy(administratorRoles?: string[]): unknown {
  const { resources } = synthesise({
    region: 'ap-northeast-1',
    policy: `arn:aws:iam::${ACCOUNT}:policy/OfficeOnly`,
    ...(administratorRoles && { administratorRoles }),
  });
  const policy = Object.values(resources).find(({ Type }) => Type === 'AWS::S3::BucketPolicy');
  return v.parse(documentSchema, resolve(policy?.Properties['PolicyDocument']));
}

function resolve(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(resolve);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const [[name, argument] = ['', undefined]] = entries;
  if (name === 'Fn::Join') return v.parse(v.array(v.string()), resolve(Object(argument)[1])).join('');
  if (name === 'Ref') return ACCOUNT;
  if (name === 'Fn::GetAtt') {
    const id = String(Object(argument)[0]);
    if (id.startsWith('Storage')) return BUCKET;
    return `arn:aws:iam::${ACCOUNT}:role/${/Backend(Http|Reset|Reconcile)Role/.exec(id)?.[0]}`;
  }
  return Object.fromEntries(entries.map(([key, inner]) => [key, resolve(inner)]));
}

const POLICIES = {
  'without administrator roles': bucketPolicy(),
  'with an administrator role': bucketPolicy([
    `arn:aws:iam::${ACCOUNT}:role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_AdministratorAccess_*`,
  ]),
} as const;

/** Whether a principal whose own policies allow everything is denied by the bucket. */
async function isDenied(
  policy: keyof typeof POLICIES,
  who: keyof typeof ROLES,
  [action, key, condition]: readonly [action: string, key: string, condition?: string],
): Promise<boolean> {
  const outcome = await runSimulation(
    {
      request: {
        principal: ROLES[who],
        action,
        resource: { resource: `${BUCKET}/${key}`, accountId: ACCOUNT },
        contextVariables: {
          'aws:PrincipalArn': ROLES[who],
          'aws:PrincipalAccount': ROLES[who].split(':')[4] ?? '',
          'aws:SecureTransport': 'true',
          's3:TlsVersion': '1.3',
          ...(condition !== undefined && { 's3:if-none-match': condition }),
        },
      },
      identityPolicies: [
        {
          name: 'Everything',
          policy: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] },
        },
      ],
      resourcePolicy: POLICIES[policy],
      serviceControlPolicies: [],
      resourceControlPolicies: [],
    },
    {},
  );
  if (outcome.resultType === 'error') throw new Error(JSON.stringify(outcome.errors));
  return outcome.overallResult === 'ExplicitlyDenied';
}

const WRITE = ['s3:PutObject', 'state/applied.json'] as const;
const DELETE_VERSION = ['s3:DeleteObjectVersion', 'baseline.json'] as const;
const READ = ['s3:GetObject', 'baseline.json'] as const;
const AUDIT = ['s3:PutObject', 'audit/2026/11/28/a.json'] as const;

test.each([
  ['without administrator roles', 'function', false],
  ['without administrator roles', 'administrator', false],
  ['without administrator roles', 'developer', false],
  ['without administrator roles', 'stranger', true],
  ['with an administrator role', 'function', false],
  ['with an administrator role', 'administrator', false],
  ['with an administrator role', 'developer', true],
  ['with an administrator role', 'stranger', true],
] as const)('%s, the %s is denied writing: %s', async (policy, who, denied) => {
  expect(await isDenied(policy, who, WRITE)).toBe(denied);
  expect(await isDenied(policy, who, DELETE_VERSION)).toBe(denied);
  expect(await isDenied(policy, who, READ)).toBe(false);
});

test.each(['function', 'administrator'] as const)('the %s only adds to the audit trail', async (who) => {
  for (const policy of ['without administrator roles', 'with an administrator role'] as const) {
    expect(await isDenied(policy, who, [...AUDIT, '*'])).toBe(false);
    expect(await isDenied(policy, who, AUDIT)).toBe(true);
    expect(await isDenied(policy, who, ['s3:DeleteObject', AUDIT[1]])).toBe(true);
    expect(await isDenied(policy, who, ['s3:DeleteObjectVersion', AUDIT[1]])).toBe(true);
  }
});
