import { describe, expect, test } from 'vitest';
import { AWS_PATTERNS, EXCLUDED_PATTERNS, pageKind } from './hosts.ts';

describe('pages of AWS', () => {
  test.each([
    ['https://console.aws.amazon.com/', 'console'],
    ['https://us-east-1.console.aws.amazon.com/s3/buckets?region=us-east-1', 'console'],
    ['https://123456789012-abcdefgh.us-east-1.console.aws.amazon.com/ec2/home', 'console'],
    ['https://health.aws.amazon.com/health/home', 'console'],
    ['https://lightsail.aws.amazon.com/ls/webapp', 'console'],
    ['https://settings.aws.com/home', 'console'],
    ['https://console.amazonaws-us-gov.com/', 'console'],
    ['https://us-gov-west-1.console.amazonaws-us-gov.com/s3/home', 'console'],
    ['https://phd.amazonaws-us-gov.com/', 'console'],
    ['https://cn-north-1.console.amazonaws.cn/', 'console'],
    ['https://health.amazonaws.cn/', 'console'],
    ['https://phd.amazonaws.cn/', 'console'],
    ['https://console.amazonaws-eusc.eu/', 'console'],
    ['https://eusc-de-east-1.console.amazonaws-eusc.eu/', 'console'],
    ['https://signin.aws.amazon.com/signin', 'signin'],
    ['https://us-east-1.signin.aws.amazon.com/oauth', 'signin'],
    ['https://123456789012.signin.aws.amazon.com/console', 'signin'],
    ['https://us-east-1.signin.aws/platform/login', 'signin'],
    ['https://signin.amazonaws-us-gov.com/', 'signin'],
    ['https://us-gov-west-1.signin-fips.amazonaws-us-gov.com/', 'signin'],
    ['https://signin.amazonaws.cn/', 'signin'],
    ['https://eusc-de-east-1.signin.amazonaws-eusc.eu/', 'signin'],
  ])('%s is a %s page', (url, kind) => expect(pageKind(url)).toBe(kind));

  test.each([
    'http://us-east-1.console.aws.amazon.com/',
    'https://aws.amazon.com/console/',
    'https://docs.aws.amazon.com/IAM/',
    'https://console.aws.amazon.com.example.com/',
    'https://evilconsole.aws.amazon.com/',
    'https://us-east-1.console.aws.amazon.com/cloudshell/home?region=us-east-1',
    'https://us-east-1.console.aws.amazon.com/cloudshell',
    'about:blank',
    'not an address',
    '',
  ])('%s is none', (url) => expect(pageKind(url)).toBeUndefined());

  test('a service whose name only begins like CloudShell is one', () => {
    expect(pageKind('https://us-east-1.console.aws.amazon.com/cloudshellish/')).toBe('console');
  });

  test('patterns name https and whole hosts only', () => {
    for (const pattern of [...AWS_PATTERNS, ...EXCLUDED_PATTERNS]) {
      expect(pattern).toMatch(/^https:\/\/(\*\.)?[a-z.-]+\/(cloudshell\/)?\*$/);
    }
  });
});
