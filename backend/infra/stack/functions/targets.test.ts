import * as v from 'valibot';
import { expect, test } from 'vitest';
import { logicalId, type Synthesis, synthesise } from '../../testing/synthesise.ts';

const POLICY = 'arn:aws:iam::123456789012:policy/OfficeOnly';
const OPERATORS = 'arn:aws:iam::123456789012:policy/Operators';
const ROLE = 'arn:aws:iam::210987654321:role/genkan/backend';
const least = { region: 'ap-northeast-1', policy: POLICY };
const one = synthesise(least);
const several = synthesise({ ...least, furtherPolicies: [OPERATORS], targetRoles: [ROLE] });
const personal = synthesise({ ...least, personalTargets: true });

const roleSchema = v.object({
  Policies: v.tuple([
    v.object({
      PolicyDocument: v.object({
        Statement: v.array(v.looseObject({ Sid: v.string(), Resource: v.unknown() })),
      }),
    }),
  ]),
});

function resourcesOf(synthesis: Synthesis): ReadonlyMap<string, unknown> {
  const role = synthesis.resources[logicalId(synthesis, 'BackendHttpRole', 'AWS::IAM::Role')];
  const [inline] = v.parse(roleSchema, role?.Properties).Policies;
  return new Map(inline.PolicyDocument.Statement.map(({ Sid, Resource }) => [Sid, Resource]));
}

function environmentOf(synthesis: Synthesis): unknown {
  const lambda = synthesis.resources[logicalId(synthesis, 'BackendHttp', 'AWS::Lambda::Function')];
  return Object(lambda?.Properties['Environment']).Variables;
}

test('with one policy the functions reach that one, assume nothing and see no targets', () => {
  const resources = resourcesOf(one);
  expect(resources.get('EditThePolicy')).toBe(POLICY);
  for (const sid of ['ReadTargets', 'KeepLeasesAndStateOfTargets', 'AssumeTheRolesOfTargets']) {
    expect(resources.has(sid)).toBe(false);
  }
  expect(environmentOf(one)).not.toHaveProperty('GENKAN_MULTIPLE_TARGETS');
});

test('with several, the functions reach exactly the listed policies and assume exactly the listed roles', () => {
  const resources = resourcesOf(several);
  expect(resources.get('EditThePolicy')).toEqual([POLICY, OPERATORS]);
  expect(resources.get('AssumeTheRolesOfTargets')).toBe(ROLE);
  expect(resources.has('KeepLeasesAndStateOfTargets')).toBe(true);
  expect(environmentOf(several)).toMatchObject({ GENKAN_MULTIPLE_TARGETS: 'true' });
});

test('a role is named by its ARN, and never by a pattern', () => {
  expect(() => synthesise({ ...least, targetRoles: ['arn:aws:iam::210987654321:role/*'] })).toThrow(
    /is not the ARN of a role/,
  );
});

test('personal targets are the policies of one path, in the account of the policy', () => {
  const resources = resourcesOf(personal);
  expect(resources.get('EditThePolicy')).toEqual([POLICY, 'arn:aws:iam::123456789012:policy/genkan/*']);
});
