import { describe, expect, test } from 'vitest';
import { hasSeveralTargets } from '../../deployment.ts';
import { DeploymentError, formatDeployment } from '../../deployment-file.ts';
import { scriptedPrompter } from '../../testing/scripted-prompter.ts';
import { readFlags } from './flags.ts';
import { makePlan } from './plan.ts';

const POLICY = 'arn:aws:iam::123456789012:policy/OfficeOnly';
const ADMINISTRATOR = 'arn:aws:iam::123456789012:role/Administrator';
const host = { hostRegion: 'eu-central-1', hostTimeZone: 'Europe/Berlin' };

function planFrom(args: readonly string[], saved?: string) {
  return makePlan({ flags: readFlags(args), saved, ...host });
}

const ROLE = 'arn:aws:iam::210987654321:role/genkan/backend';

describe('a plan from flags alone', () => {
  test('takes every flag', async () => {
    const plan = await planFrom([
      ...['--yes', '--no-bootstrap', '--policy', POLICY, '--region', 'us-east-1', '--time-zone', 'UTC'],
      ...[
        '--reset-time',
        '04:05',
        '--stack-name',
        'Second',
        '--max-lease-minutes',
        '600',
        '--max-leases',
        '3',
      ],
      ...['--ipv6-prefix', '128', '--audit-days', '90', '--alarm-email', 'ops@example.com'],
      ...[
        '--policy',
        'Operators',
        '--target-role',
        ROLE,
        '--personal-targets',
        '--administrator-role',
        ADMINISTRATOR,
        '--http-concurrency',
        'none',
        '--sid',
        'A',
        '--sid',
        'B',
        '--member',
        'aiko',
        '--member-name',
        'Aiko Sato',
        '--bundle',
        '/b',
        '--config',
        '/c.json',
        '--out',
        '/o',
      ],
    ]);
    expect(plan).toEqual({
      deployment: {
        policy: POLICY,
        furtherPolicies: ['Operators'],
        targetRoles: [ROLE],
        personalTargets: true,
        region: 'us-east-1',
        timeZone: 'UTC',
        resetTime: '04:05',
        stackName: 'Second',
        maxLeaseMinutes: 600,
        maxLeases: 3,
        ipv6Prefix: 128,
        auditDays: 90,
        alarmEmail: 'ops@example.com',
        sids: ['A', 'B'],
        administratorRoles: [ADMINISTRATOR],
        httpConcurrency: 'none',
      },
      member: { id: 'aiko', name: 'Aiko Sato' },
      bundle: '/b',
      config: '/c.json',
      out: '/o',
      bootstrap: false,
    });
  });

  test('names what is missing', async () => {
    await expect(planFrom(['--yes', '--region', 'us-east-1'])).rejects.toThrow(/policy/);
    await expect(planFrom(['--yes', '--policy', POLICY])).rejects.toThrow(/region/);
  });

  test('creates a policy from office addresses, each with its prefix', async () => {
    const plan = await planFrom([
      '--region',
      'us-east-1',
      '--office',
      '203.0.113.7',
      '--office',
      '2001:db8::/48',
    ]);
    expect(plan.deployment.policy).toBe('GenkanOfficeNetwork');
    expect(plan.newPolicy).toContain('"203.0.113.7/32"');
    expect(plan.newPolicy).toContain('"2001:db8::/48"');
  });

  test.each([
    [['--office', '192.168.0.1'], /192\.168\.0\.1/],
    [['--office', '0.0.0.0/0'], /whole internet/],
    [['--office', 'office'], /office/],
    [['--office', '203.0.113.7', '--policy', POLICY], /name/],
    [['--policy', POLICY, '--ipv6-prefix', '56'], /64/],
    [['--policy', POLICY, '--max-leases', 'six'], /maxLeases/],
    [['--policy', POLICY, '--colour', 'red'], /--colour.*--help/],
    [['--policy', POLICY, '--member', 'Aiko Sato'], /--member Aiko Sato: An id/],
    [['--policy'], /--policy.*--help/],
  ])('refuses %j', async (args, message) => {
    const attempt = async () => planFrom(['--region', 'us-east-1', ...args]);
    await expect(attempt()).rejects.toThrow(DeploymentError);
    await expect(attempt()).rejects.toThrow(message);
  });

  test('lets flags win over the file, and the file over defaults', async () => {
    const saved = formatDeployment({ policy: POLICY, region: 'us-east-1', resetTime: '01:00', maxLeases: 3 });
    const { deployment } = await planFrom(['--yes', '--reset-time', '02:00'], saved);
    expect(deployment).toMatchObject({
      policy: POLICY,
      region: 'us-east-1',
      resetTime: '02:00',
      maxLeases: 3,
    });
  });

  test('says which file is broken', async () => {
    await expect(planFrom(['--config', '/my.json'], '{')).rejects.toThrow('/my.json is not JSON');
  });
});

describe('a guided plan', () => {
  test('adopts an existing policy with the host’s region and zone offered', async () => {
    const prompter = scriptedPrompter({ 'ARN or name': POLICY, 'first member': 'aiko' });
    const plan = await makePlan({ flags: readFlags([]), saved: undefined, prompter, ...host });
    expect(plan).toMatchObject({
      deployment: { policy: POLICY, region: 'eu-central-1', timeZone: 'Europe/Berlin', resetTime: '00:00' },
      member: { id: 'aiko', name: 'aiko' },
      bootstrap: true,
    });
    expect(plan).not.toHaveProperty('newPolicy');
    expect(plan.deployment).not.toHaveProperty('alarmEmail');
  });

  test('makes a new policy from the office addresses', async () => {
    const prompter = scriptedPrompter({
      'Which IP policy': 'new',
      'Office addresses': '203.0.113.7, 198.51.100.0/24',
      alarms: 'ops@example.com',
      'first member': '',
    });
    const plan = await makePlan({ flags: readFlags([]), saved: undefined, prompter, ...host });
    expect(plan.deployment).toMatchObject({ policy: 'GenkanOfficeNetwork', alarmEmail: 'ops@example.com' });
    expect(plan.newPolicy).toContain('"198.51.100.0/24"');
    expect(plan).not.toHaveProperty('member');
  });

  test('asks for administrator roles, and takes them back with an empty text', async () => {
    const saved = formatDeployment({
      policy: POLICY,
      region: 'us-east-1',
      administratorRoles: [ADMINISTRATOR],
    });
    const planWith = async (script: Record<string, string>) =>
      (await makePlan({ flags: readFlags([]), saved, prompter: scriptedPrompter(script), ...host }))
        .deployment;
    expect((await planWith({})).administratorRoles).toEqual([ADMINISTRATOR]);
    const second = `${ADMINISTRATOR}2`;
    expect(
      (await planWith({ 'administrator roles': `${ADMINISTRATOR}, ${second}` })).administratorRoles,
    ).toEqual([ADMINISTRATOR, second]);
    expect((await planWith({ 'administrator roles': '' })).administratorRoles).toBeUndefined();
  });

  test('offers the last choices and does not ask for a first member again', async () => {
    const saved = formatDeployment({ policy: POLICY, region: 'us-east-1', timeZone: 'Asia/Tokyo' });
    const prompter = scriptedPrompter({});
    const plan = await makePlan({ flags: readFlags([]), saved, prompter, ...host });
    expect(plan.deployment).toMatchObject({ policy: POLICY, region: 'us-east-1', timeZone: 'Asia/Tokyo' });
    expect(prompter.asked.join()).not.toContain('first member');
  });

  test.each([
    ['ARN or name', 'arn:aws:iam::aws:policy/ReadOnlyAccess', 'AWS manages'],
    ['Region', 'Tokyo', 'ap-northeast-1'],
    ['time zone', 'Tokyo', 'IANA'],
    ['go back', '25:00', 'HH:MM'],
    ['alarms', 'ops', 'email'],
    ['administrator roles', 'aiko', 'ARN of a role'],
    ['first member', 'Aiko', 'An id has'],
  ])('refuses a wrong text for “%s”', async (question, answer, hint) => {
    const prompter = scriptedPrompter({ 'ARN or name': POLICY, 'first member': '', [question]: answer });
    await expect(makePlan({ flags: readFlags([]), saved: undefined, prompter, ...host })).rejects.toThrow(
      hint,
    );
  });
});

test('one --policy says that there are no further ones, and without the flag those of the file stay', async () => {
  const saved = JSON.stringify({ region: 'us-east-1', policy: POLICY, furtherPolicies: ['Operators'] });
  expect((await planFrom(['--yes'], saved)).deployment.furtherPolicies).toEqual(['Operators']);
  const { deployment } = await planFrom(['--yes', '--policy', POLICY], saved);
  expect(deployment.furtherPolicies).toEqual([]);
  expect(hasSeveralTargets(deployment)).toBe(false);
});
