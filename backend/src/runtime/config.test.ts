import { formatCidr } from '@genkan/shared/address';
import { expect, test } from 'vitest';
import { loadConfig, loadServerConfig } from './config.ts';
import { ConfigError } from './settings-reader.ts';

const minimal = {
  GENKAN_POLICY_ARN: 'arn:aws:iam::123456789012:policy/team/OfficeOnly',
  GENKAN_BUCKET: 'genkan-state',
};

function problemsOf(load: () => unknown): readonly string[] {
  try {
    load();
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

test('two variables are enough', () => {
  expect(loadConfig(minimal)).toEqual({
    policyArn: minimal.GENKAN_POLICY_ARN,
    accountId: '123456789012',
    bucket: 'genkan-state',
    timeZone: 'Asia/Tokyo',
    resetTime: '00:00',
    maxMinutes: 1440,
    maxLeases: 6,
    multipleTargets: false,
    memberGrants: 30,
    ipv6Prefix: 64,
    endpoints: {},
  });
  expect(loadServerConfig({})).toEqual({
    host: '127.0.0.1',
    port: 8787,
    trustedProxies: { networks: [], hops: 0 },
  });
});

test('one error lists every missing or invalid variable, with its name and its fix', () => {
  const problems = problemsOf(() =>
    loadConfig({
      GENKAN_BUCKET: ' ',
      GENKAN_TIME_ZONE: 'Mars/Olympus',
      GENKAN_RESET_TIME: '24:00',
      GENKAN_MAX_LEASE_MINUTES: '0',
      GENKAN_MAX_LEASES: '1.5',
      GENKAN_IPV6_PREFIX: '56',
      GENKAN_ENDPOINT_IPV4: 'genkan.example.com',
      GENKAN_ENDPOINT_DUAL_STACK: 'ftp://genkan.example.com',
      GENKAN_ALARM_TOPIC_ARN: 'genkan-alarms',
    }),
  );
  expect(problems.map((problem) => problem.split(' ')[0])).toEqual([
    'GENKAN_POLICY_ARN',
    'GENKAN_BUCKET',
    'GENKAN_TIME_ZONE',
    'GENKAN_RESET_TIME',
    'GENKAN_MAX_LEASE_MINUTES',
    'GENKAN_MAX_LEASES',
    'GENKAN_IPV6_PREFIX',
    'GENKAN_ENDPOINT_IPV4',
    'GENKAN_ENDPOINT_DUAL_STACK',
    'GENKAN_ALARM_TOPIC_ARN',
  ]);
  expect(problems.every((problem) => problem.includes('set it to'))).toBe(true);
});

test('an AWS-managed policy cannot be edited and is refused', () => {
  const arn = 'arn:aws:iam::aws:policy/AdministratorAccess';
  expect(problemsOf(() => loadConfig({ ...minimal, GENKAN_POLICY_ARN: arn }))).toHaveLength(1);
});

test('the other partitions and the optional settings', () => {
  const config = loadConfig({
    ...minimal,
    GENKAN_POLICY_ARN: 'arn:aws-cn:iam::123456789012:policy/OfficeOnly',
    GENKAN_IPV6_PREFIX: '128',
    GENKAN_SIDS: 'Office, Home',
    GENKAN_ENDPOINT_IPV4: 'https://v4.example.com',
    GENKAN_ALARM_TOPIC_ARN: 'arn:aws-cn:sns:cn-north-1:123456789012:genkan',
  });
  expect(config).toMatchObject({
    accountId: '123456789012',
    ipv6Prefix: 128,
    sids: ['Office', 'Home'],
    endpoints: { ipv4: 'https://v4.example.com' },
    alarmTopicArn: 'arn:aws-cn:sns:cn-north-1:123456789012:genkan',
  });
});

test('a bad port or hop count stops the server', () => {
  expect(problemsOf(() => loadServerConfig({ PORT: '70000', GENKAN_TRUSTED_PROXY_HOPS: '-1' }))).toHaveLength(
    2,
  );
});

test('trusted proxies are addresses and CIDRs of both families', () => {
  const { trustedProxies } = loadServerConfig({
    GENKAN_TRUSTED_PROXIES: ' 10.0.0.0/8, 192.0.2.7 ,2001:db8::/48',
    GENKAN_TRUSTED_PROXY_HOPS: '2',
  });
  expect(trustedProxies.hops).toBe(2);
  expect(trustedProxies.networks.map(formatCidr)).toEqual(['10.0.0.0/8', '192.0.2.7/32', '2001:db8::/48']);
});

test.each(['nginx', '10.0.0.0/33', '10.0.0.0/8,', '10.0.0.1-10.0.0.9', '0.0.0.0/0', '10.0.0.0/8,::/0', '*'])(
  'GENKAN_TRUSTED_PROXIES=%s stops the server',
  (text) => {
    const problems = problemsOf(() => loadServerConfig({ GENKAN_TRUSTED_PROXIES: text }));
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(/^GENKAN_TRUSTED_PROXIES.*set it to/);
  },
);

test.each(['0.0.0.0', '::', '::1', 'localhost', 'genkan.internal'])('GENKAN_HOST=%s is a host', (host) => {
  expect(loadServerConfig({ GENKAN_HOST: host })).toMatchObject({ host });
});

test.each(['http://0.0.0.0', '0.0.0.0:8787', '[::]', '*', '-'])('GENKAN_HOST=%s stops the server', (host) => {
  expect(problemsOf(() => loadServerConfig({ GENKAN_HOST: host }))).toEqual([
    expect.stringMatching(/^GENKAN_HOST is .*set it to/),
  ]);
});
