import { describe, expect, it } from 'vitest';
import { openPage } from '../testing/dom.ts';
import { pageAccount } from './page-facts.ts';

describe('the account of a page', () => {
  it.each([
    [
      `<meta name="awsc-session-data" content='{"accountId":"123456789012","sessionARN":"arn"}'>`,
      'https://us-east-1.console.aws.amazon.com/',
      '123456789012',
    ],
    ['', 'https://123456789012-abcdefgh.us-east-1.console.aws.amazon.com/', '123456789012'],
    ['', 'https://123456789012.signin.aws.amazon.com/console', '123456789012'],
    ['', 'https://us-east-1.console.aws.amazon.com/', undefined],
    ['', 'https://my-alias.signin.aws.amazon.com/console', undefined],
    [
      `<meta name="awsc-session-data" content="broken">`,
      'https://us-east-1.console.aws.amazon.com/',
      undefined,
    ],
  ])('%s on %s is %s', (html, url, account) => {
    expect(pageAccount(openPage(html, url).window)).toBe(account);
  });
});
