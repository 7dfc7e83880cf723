import { expect, test } from 'vitest';
import { OFFICE_ONLY_DOCUMENT } from '../seed.ts';
import { Policies } from './policies.ts';

const ANOTHER = OFFICE_ONLY_DOCUMENT.replace('123.123.123.123', '203.0.113.7');

function start() {
  const clock = { time: 1000 };
  const policies = new Policies('123456789012', {
    now: () => clock.time,
    randomBytes: (length) => new Uint8Array(length),
  });
  const { arn } = policies.createPolicy({ policyName: 'OfficeOnly', policyDocument: OFFICE_ONLY_DOCUMENT });
  return { clock, policies, arn };
}

test('a stale reader sees the versions of its time, and each version as it was', () => {
  const { clock, policies, arn } = start();
  clock.time = 2000;
  policies.createPolicyVersion(arn, ANOTHER, true);
  clock.time = 3000;
  policies.deletePolicyVersion(arn, 'v1');
  expect(policies.at(1999).defaultVersion(arn).versionId).toBe('v1');
  expect(
    policies
      .at(2000)
      .listPolicyVersions(arn)
      .items.map((one) => one.versionId),
  ).toEqual(['v2', 'v1']);
  expect(() => policies.at(1999).getPolicyVersion(arn, 'v2')).toThrow('does not exist');
  expect(policies.at(2999).getPolicyVersion(arn, 'v1').document).toBe(OFFICE_ONLY_DOCUMENT);
  expect(() => policies.current.getPolicyVersion(arn, 'v1')).toThrow('does not exist');
  expect(() => policies.at(999).getPolicy(arn)).toThrow('does not exist');
});

test('old states are forgotten after ten minutes, the newest never', () => {
  const { clock, policies, arn } = start();
  clock.time += 11 * 60_000;
  policies.createPolicyVersion(arn, ANOTHER, true);
  clock.time += 11 * 60_000;
  policies.createPolicyVersion(arn, ANOTHER, true);
  expect(policies.at(1000).getPolicy(arn).versions).toHaveLength(2);
  expect(policies.at(clock.time - 1).getPolicy(arn).versions).toHaveLength(2);
  expect(policies.current.getPolicy(arn).versions).toHaveLength(3);
});

test('a refused write changes nothing', () => {
  const { policies, arn } = start();
  const before = policies.current.getPolicy(arn);
  expect(() => policies.createPolicyVersion(arn, '{}', true)).toThrow();
  expect(() => policies.deletePolicyVersion(arn, 'v1')).toThrow();
  expect(() => policies.setDefaultPolicyVersion(arn, 'v2')).toThrow();
  expect(policies.current.getPolicy(arn)).toBe(before);
});

test('a policy that is attached cannot be deleted', () => {
  const { policies, arn } = start();
  policies.attachPolicy(arn, { type: 'role', name: 'builder' });
  policies.attachPolicy(arn, { type: 'role', name: 'builder' });
  expect(policies.current.listEntitiesForPolicy(arn).items).toMatchObject([
    { type: 'role', name: 'builder' },
  ]);
  expect(() => policies.deletePolicy(arn)).toThrow('attached');
});

test('names are unique whatever their case', () => {
  const { policies } = start();
  const again = () =>
    policies.createPolicy({ policyName: 'officeonly', policyDocument: OFFICE_ONLY_DOCUMENT });
  expect(again).toThrow('already exists');
});
