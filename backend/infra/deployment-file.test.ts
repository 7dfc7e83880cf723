import { describe, expect, test } from 'vitest';
import { policyAccount } from './deployment.ts';
import { DeploymentError, formatDeployment, parseDeployment, readDeployment } from './deployment-file.ts';

const least = { region: 'ap-northeast-1', policy: 'arn:aws:iam::123456789012:policy/team/OfficeOnly' };

describe('the description of a deployment', () => {
  test('needs a region and a policy; the rest has defaults', () => {
    expect(parseDeployment(least, 'test')).toEqual({
      ...least,
      stackName: 'GenkanStack',
      timeZone: 'Asia/Tokyo',
      resetTime: '00:00',
      auditDays: 400,
      httpConcurrency: 100,
    });
  });

  test('survives writing and reading', () => {
    const deployment = parseDeployment({ ...least, sids: ['Office'], alarmEmail: 'ops@example.com' }, 'test');
    expect(readDeployment(formatDeployment(deployment), 'file')).toEqual(deployment);
  });

  test.each([
    ['policy', 'arn:aws:iam::aws:policy/AdministratorAccess', 'AWS manages'],
    ['policy', 'not a name', 'customer managed policy'],
    ['region', 'Tokyo', 'ap-northeast-1'],
    ['timeZone', 'JST+9', 'Asia/Tokyo'],
    ['timeZone', '+09:00', 'IANA'],
    ['resetTime', '24:00', 'HH:MM'],
    ['ipv6Prefix', 56, '64'],
    ['sids', [], 'length'],
    ['alarmEmail', 'ops', 'email'],
    ['maxLeases', 0, '1'],
    ['httpConcurrency', 0, '1'],
    ['administratorRoles', [], 'length'],
    ['administratorRoles', ['arn:aws:iam::123456789012:role/*'], 'administratorRoles'],
    ['administratorRoles', ['arn:aws:iam::*:role/Administrator'], 'administratorRoles'],
    ['administratorRoles', ['arn:aws:iam::123456789012:user/aiko'], 'ARN of a role'],
    ['colour', 'red', 'colour'],
  ])('refuses %s %j and says what it should be', (name, value, hint) => {
    expect(() => parseDeployment({ ...least, [name]: value }, 'deployment.json')).toThrow(DeploymentError);
    expect(() => parseDeployment({ ...least, [name]: value }, 'deployment.json')).toThrow(name);
    expect(() => parseDeployment({ ...least, [name]: value }, 'deployment.json')).toThrow(hint);
  });

  test('names the file that is not JSON', () => {
    expect(() => readDeployment('{', 'deployment.json')).toThrow('deployment.json is not JSON');
  });
});

describe('the account of a policy', () => {
  test('is in the ARN, of every partition', () => {
    expect(policyAccount(least.policy)).toBe('123456789012');
    expect(policyAccount('arn:aws-cn:iam::210987654321:policy/Office')).toBe('210987654321');
  });

  test('is not known from a name', () => {
    expect(policyAccount('OfficeOnly')).toBeUndefined();
  });
});
