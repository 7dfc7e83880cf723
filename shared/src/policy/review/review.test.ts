import { describe, expect, test } from 'vitest';
import { ipPolicy } from '../../../testing/given.ts';
import { readCases } from '../../../testing/policy-case.ts';
import { simulateIam } from '../../../testing/simulate-iam.ts';
import { type Concern, readPolicy, reviewPolicy } from '../../policy.ts';
import { suggestDeny } from './suggest-deny.ts';

interface Given {
  readonly Sid?: string;
  readonly Effect?: string;
  readonly Action?: unknown;
  readonly Resource?: unknown;
  readonly Condition?: unknown;
}
const policy = (...statements: readonly Given[]) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: statements.map((given) => ({ Effect: 'Deny', Action: '*', Resource: '*', ...given })),
  });
const onlyFrom = (...values: readonly string[]) => ({
  Condition: { NotIpAddress: { 'aws:SourceIp': values } },
});
const from = (...values: readonly string[]) => ({ Condition: { IpAddress: { 'aws:SourceIp': values } } });

const OFFICE = { Sid: 'Office', ...onlyFrom('203.0.113.0/24', '198.51.100.10/32') };
const BASTION = { Sid: 'Bastion', Action: 'iam:*', ...onlyFrom('198.51.100.10') };

describe('a review of a policy', () => {
  test('a second, stricter allowlist is named with the one that it is stricter than', () => {
    expect(reviewPolicy(policy(OFFICE, BASTION))).toEqual<Concern[]>([
      {
        kind: 'stricter-allowlist',
        statement: { statement: 2, sid: 'Bastion' },
        than: { statement: 1, sid: 'Office' },
        lacks: ['203.0.113.0/24'],
        isAboutEverything: false,
      },
    ]);
  });

  test('an allowlist about everything is not stricter than one about some actions', () => {
    const everything = { Sid: 'Office', ...onlyFrom('198.51.100.10/32') };
    const wider = { Action: 'iam:*', ...onlyFrom('203.0.113.0/24', '198.51.100.10/32') };
    expect(reviewPolicy(policy(everything, wider))).toEqual([]);
  });

  test('Sids that leave the stricter allowlist out settle it', () => {
    expect(reviewPolicy(policy(OFFICE, BASTION), { sids: ['Office'] })).toEqual([]);
  });

  test('allowlists that hold the same addresses, however spelled, are fine', () => {
    const same = onlyFrom('198.51.100.10', '203.0.113.9/24', '203.0.113.128/25');
    expect(reviewPolicy(policy(OFFICE, { Action: 's3:*', ...same }))).toEqual([]);
  });

  test('of two allowlists that lack something of each other, both are named', () => {
    const found = reviewPolicy(policy(onlyFrom('203.0.113.1/32'), onlyFrom('203.0.113.2/32')));
    expect(found).toMatchObject([
      { statement: { statement: 1 }, isAboutEverything: true },
      { statement: { statement: 2 }, isAboutEverything: true },
    ]);
  });

  test.each([
    ['IpAddress', '8.8.0.0/16'],
    ['ForAnyValue:IpAddressIfExists', '8.8.0.0/16'],
    ['StringLike', '8.8.*'],
  ])('a blocklist beside the allowlist is named: %s', (operator, value) => {
    const blocked = { Sid: 'Blocked', Condition: { [operator]: { 'AWS:sourceip': value } } };
    expect(reviewPolicy(policy(OFFICE, blocked))).toEqual<Concern[]>([
      { kind: 'blocklist', statement: { statement: 2, sid: 'Blocked' }, values: [value] },
    ]);
  });

  test('an allowlist that the Sids leave out and that denies everything is named', () => {
    expect(reviewPolicy(policy(OFFICE, onlyFrom('203.0.113.1/32')), { sids: ['Office'] })).toEqual<Concern[]>(
      [{ kind: 'excluded-allowlist', statement: { statement: 2 } }],
    );
  });

  test('an Allow for some addresses only is named', () => {
    expect(reviewPolicy(policy(OFFICE, { Effect: 'Allow', ...from('203.0.113.0/24') }))).toEqual<Concern[]>([
      { kind: 'allow-by-address', statement: { statement: 2 }, values: ['203.0.113.0/24'] },
    ]);
  });

  test('other statements, and documents that cannot be edited, raise no concern', () => {
    const mfa = { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'false' } } };
    expect(reviewPolicy(policy(OFFICE, mfa, { Effect: 'Allow' }))).toEqual([]);
    expect(reviewPolicy(policy(from('203.0.113.0/24')))).toEqual([]);
    expect(reviewPolicy('{')).toEqual([]);
  });
});

describe('a Deny instead of an Allow', () => {
  const suggested = (document: string): { readonly Statement: readonly Given[] } =>
    JSON.parse(suggestDeny(document) ?? 'null');

  test('the Deny has the addresses and the scope of the Allow, which loses its address test', async () => {
    const scope = { Action: ['ec2:*', 's3:*'], Resource: '*' };
    const mfa = { Bool: { 'aws:MultiFactorAuthPresent': 'false' } };
    const allow = {
      Effect: 'Allow',
      ...scope,
      Condition: { IpAddress: { 'aws:sourceIp': '203.0.113.0/24' }, ...mfa },
    };
    const document = policy(allow);
    expect(suggested(document).Statement).toEqual([
      { Effect: 'Allow', ...scope, Condition: mfa },
      {
        Sid: 'DenyOutsideTheOffice',
        Effect: 'Deny',
        ...scope,
        Condition: {
          NotIpAddress: { 'aws:SourceIp': ['203.0.113.0/24'] },
          Bool: { 'aws:ViaAWSService': 'false' },
        },
      },
    ]);
    // An independent implementation of IAM: in the office as before, outside denied, dynamodb:ListTables untouched.
    expect(await simulateIam(suggestDeny(document) ?? '', '203.0.113.7')).toEqual([
      'Allowed',
      'Allowed',
      'Allowed',
    ]);
    expect(await simulateIam(suggestDeny(document) ?? '', '192.0.2.1')).toEqual([
      'ExplicitlyDenied',
      'ExplicitlyDenied',
      'Allowed',
    ]);
  });

  test('Allow statements with one scope share one Deny: Deny lists intersect', () => {
    const document = policy(
      { Effect: 'Allow', ...from('203.0.113.0/24') },
      { Effect: 'Allow', ...from('198.51.100.0/24', '203.0.113.0/24') },
      { Effect: 'Allow', Action: 's3:*', ...from('192.0.2.0/24') },
    );
    const denies = suggested(document).Statement.filter(({ Effect }) => Effect === 'Deny');
    expect(denies).toMatchObject([
      {
        Sid: 'DenyOutsideTheOffice1',
        Condition: { NotIpAddress: { 'aws:SourceIp': ['203.0.113.0/24', '198.51.100.0/24'] } },
      },
      {
        Sid: 'DenyOutsideTheOffice2',
        Action: 's3:*',
        Condition: { NotIpAddress: { 'aws:SourceIp': ['192.0.2.0/24'] } },
      },
    ]);
  });

  test.each([
    ['a policy without an address', policy({ Effect: 'Allow' })],
    ['a policy that already denies by address', ipPolicy('203.0.113.0/24')],
    ['a blocklist', policy(from('203.0.113.0/24'))],
    ['a list that cannot be read', policy({ Effect: 'Allow', ...from('$HOME_IP/32') })],
    [
      'a bucket policy',
      JSON.stringify({
        Statement: {
          Effect: 'Allow',
          Principal: '*',
          Action: 's3:*',
          Resource: '*',
          ...from('203.0.113.0/24'),
        },
      }),
    ],
    ['no policy', '{'],
  ])('there is none for %s', (_, document) => {
    expect(suggestDeny(document)).toBeUndefined();
  });

  test('what is suggested for a published policy can be edited', () => {
    const documents = readCases(new URL('../../../cases/public/', import.meta.url)).map(([, { before }]) =>
      Array.isArray(before) ? before.join('\n') : JSON.stringify(before),
    );
    const suggestions = documents.flatMap((document) => suggestDeny(document) ?? []);
    expect(suggestions.length).toBeGreaterThan(2);
    for (const suggestion of suggestions) expect(readPolicy(suggestion)).toMatchObject({ ok: true });
  });
});
