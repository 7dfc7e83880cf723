import { expect, test } from 'vitest';
import { address, ipPolicy, lease } from '../../../testing/given.ts';
import { simulateIam } from '../../../testing/simulate-iam.ts';
import { type AddressDeny, findAddressDeny } from '../../policy.ts';
import { explainAccess } from '../../render.ts';

const OFFICE = '198.51.100.0/24';
const MEMBER = '203.0.113.7';
const ALLOWLIST = {
  Sid: 'Office',
  Effect: 'Deny',
  Action: '*',
  Resource: '*',
  Condition: { NotIpAddress: { 'aws:SourceIp': [OFFICE, '203.0.113.7/32'] } },
};
const BLOCKED = { statement: 2, sid: 'Blocked' };

/** A policy whose allowlist holds the member's address, with a second statement. */
function beside(condition: unknown, statement: Readonly<Record<string, unknown>> = {}): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      ALLOWLIST,
      { Sid: 'Blocked', Effect: 'Deny', Action: '*', Resource: '*', Condition: condition, ...statement },
    ],
  });
}

const accessOf = (document: string, text: string, sids?: readonly string[]) => {
  const baseline = document.replace(`,"${MEMBER}/32"`, '');
  const active = [lease(MEMBER, 1, 900)];
  const answer = explainAccess({ live: document, baseline, active, address: address(text), sids });
  return answer.ok ? answer.access : expect.fail(answer.reason);
};
const LEASED = { allowed: true, by: 'lease', entry: '203.0.113.7/32', until: 900 };

const ip = (value: unknown) => ({ 'aws:SourceIp': value });

test.each<[string, unknown]>([
  ['one string', { IpAddress: ip('203.0.0.0/16') }],
  ['a list', { IpAddress: ip(['192.0.2.0/24', '203.0.0.0/16']) }],
  ['an address without a prefix', { IpAddress: ip(['203.0.113.7']) }],
  ['the whole internet', { IpAddress: ip(['::/0', '128.0.0.0/1']) }],
  ['IfExists', { IpAddressIfExists: ip(['203.0.0.0/16']) }],
  ['ForAnyValue', { 'ForAnyValue:IpAddress': ip(['203.0.0.0/16']) }],
  ['ForAllValues with IfExists', { 'ForAllValues:IpAddressIfExists': ip(['203.0.0.0/16']) }],
  ['other capitals', { ipaddress: { 'AWS:SourceIP': '203.0.0.0/16' } }],
  ['only direct requests', { IpAddress: ip('203.0.0.0/16'), Bool: { 'aws:ViaAWSService': 'false' } }],
  ['a pattern of text', { StringLike: ip('203.0.113.*') }],
  ['equal text', { StringEquals: ip('203.0.113.7') }],
  ['other text', { StringNotLike: ip('192.0.2.*') }],
  ['any address at all', { Null: { 'aws:SourceIp': 'false' } }],
])('a second Deny for an address, as %s, is named and the address is not allowed', async (_, condition) => {
  const document = beside(condition);
  expect(findAddressDeny(document, address(MEMBER))).toEqual<AddressDeny>({ ...BLOCKED, isCertain: true });
  expect(accessOf(document, MEMBER)).toEqual({
    allowed: false,
    blockedBy: { ...BLOCKED, isCertain: true },
  });
});

test.each<[string, string]>([
  ['IpAddress', '203.0.0.0/16'],
  ['IpAddressIfExists', '203.0.0.0/16'],
  ['ForAnyValue:IpAddress', '203.0.0.0/16'],
  ['StringLike', '203.0.113.*'],
  ['StringNotLike', '192.0.2.*'],
])('an independent IAM denies what a second Deny with %s denies', async (operator, value) => {
  const verdicts = await simulateIam(beside({ [operator]: ip(value) }), MEMBER);
  expect(new Set(verdicts)).toEqual(new Set(['ExplicitlyDenied']));
});

test.each<[string, unknown]>([
  ['another range', { IpAddress: ip(['192.0.2.0/24', '2001:db8::/32']) }],
  ['another text', { StringLike: ip('192.0.2.*') }],
  ['requests through a service', { IpAddress: ip('203.0.0.0/16'), Bool: { 'aws:ViaAWSService': 'true' } }],
  ['requests without an address', { Null: { 'aws:SourceIp': 'true' } }],
  ['a range without this address', { IpAddress: ip('203.0.0.0/16'), StringNotEquals: ip(MEMBER) }],
  ['no address', { Bool: { 'aws:MultiFactorAuthPresent': 'false' } }],
])('a second Deny for %s changes nothing', (_, condition) => {
  expect(findAddressDeny(beside(condition), address(MEMBER))).toBeUndefined();
  expect(accessOf(beside(condition), MEMBER)).toEqual(LEASED);
});

const RANGE = { IpAddress: ip('203.0.0.0/16') };
test.each<[string, unknown, Readonly<Record<string, unknown>>]>([
  [
    'a condition that the address does not decide',
    { ...RANGE, Bool: { 'aws:MultiFactorAuthPresent': 'false' } },
    {},
  ],
  ['a range that cannot be read', { IpAddress: ip(['192.0.2.0/24', '203.0.*']) }, {}],
  ['an operator that is not known', { NumericEquals: ip('203') }, {}],
  ['some actions', RANGE, { Action: ['iam:*', 'sts:*'] }],
  ['all actions but some', RANGE, { Action: undefined, NotAction: 'iam:*' }],
])('an address that a second Deny may deny, with %s, is not called allowed', (_, condition, statement) => {
  const document = beside(condition, statement);
  expect(accessOf(document, MEMBER)).toEqual({
    allowed: false,
    blockedBy: { ...BLOCKED, isCertain: false },
  });
  // Before the lists hold the address, a lease is what it lacks.
  expect(accessOf(document, '203.0.113.8')).toEqual({ allowed: false });
});

test('a second Deny for some resources leaves the rest of the account open', () => {
  expect(accessOf(beside(RANGE, { Resource: 'arn:aws:s3:::payroll/*' }), MEMBER)).toEqual(LEASED);
});

test('a second Deny with the scope of the allowlist denies all that the allowlist lets through', () => {
  const scope = { Action: ['s3:*', 'ec2:*'], Resource: 'arn:aws:s3:::a' };
  const second = {
    ...scope,
    Action: ['ec2:*', 's3:*'],
    Resource: ['arn:aws:s3:::a'],
    Effect: 'Deny',
    Condition: RANGE,
  };
  const document = JSON.stringify({ Statement: [{ ...ALLOWLIST, ...scope }, second] });
  expect(findAddressDeny(document, address(MEMBER))).toEqual({ statement: 2, isCertain: true });
});

test('a certain Deny is named before a possible one', () => {
  const possible = { Effect: 'Deny', Action: 's3:*', Resource: '*', Condition: RANGE };
  const certain = { Effect: 'Deny', Action: '*', Resource: '*', Condition: RANGE };
  const document = JSON.stringify({ Statement: [possible, ALLOWLIST, certain] });
  expect(findAddressDeny(document, address(MEMBER))).toEqual({ statement: 3, isCertain: true });
});

test('an allowlist that the Sids leave out blocks only when it denies everything', () => {
  const strict = { NotIpAddress: ip(['198.51.100.10/32']) };
  expect(accessOf(beside(strict, { Action: 'iam:*' }), MEMBER, ['Office'])).toEqual(LEASED);
  expect(accessOf(beside(strict), MEMBER, ['Office'])).toEqual({
    allowed: false,
    blockedBy: { ...BLOCKED, isCertain: true },
  });
});

test('an Allow never blocks', () => {
  expect(accessOf(beside(RANGE, { Effect: 'Allow' }), MEMBER)).toEqual(LEASED);
});

test('a document without an allowlist has no statement to name', () => {
  expect(findAddressDeny('{', address(MEMBER))).toBeUndefined();
  expect(findAddressDeny(ipPolicy(OFFICE).replace('Not', ''), address(MEMBER))).toBeUndefined();
});
