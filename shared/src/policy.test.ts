import { expect, test } from 'vitest';
import { diffPolicies, policySize, readPolicy } from './policy.ts';

const policy = (list: unknown, operator = 'NotIpAddress', key = 'aws:SourceIp') =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Deny', Action: '*', Resource: '*', Condition: { [operator]: { [key]: list } } }],
  });

test('fences are found whatever their form', () => {
  for (const operator of [
    'NotIpAddress',
    'notipaddressifexists',
    'ForAnyValue:NotIpAddress',
    'ForAllValues:NotIpAddressIfExists',
  ]) {
    expect(readPolicy(policy('203.0.113.0/24', operator, 'AWS:sourceip'))).toMatchObject({
      ok: true,
      policy: { fences: [{ statement: 1, operator, key: 'AWS:sourceip', entries: ['203.0.113.0/24'] }] },
    });
  }
});

test('what cannot be edited safely is refused in words', () => {
  expect(readPolicy(policy(['[office]']))).toEqual({
    ok: false,
    code: 'unsupported',
    reason: `statement 1's list holds "[office]", which is not an address`,
  });
  expect(readPolicy(policy([]))).toMatchObject({ code: 'unsupported' });
  expect(readPolicy(policy('1.2.3.4', 'IpAddress'))).toEqual({
    ok: false,
    code: 'unfenced',
    reason: 'no Deny statement tests aws:SourceIp with NotIpAddress',
  });
  expect(readPolicy('{}')).toMatchObject({ code: 'malformed' });
});

test('size leaves white space out', () => {
  expect(policySize('{ "a":\t"b c"\r\n}')).toBe(9 + 1);
});

test('differences in words', () => {
  expect(
    diffPolicies(policy(['1.2.3.4', '5.6.7.8/32']), policy(['1.2.3.4/32', '9.9.9.9/32'], 'NotIpAddress')),
  ).toEqual({
    added: ['9.9.9.9/32'],
    removed: ['5.6.7.8/32'],
    other: [],
    same: false,
  });
});
