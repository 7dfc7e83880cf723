import { afterEach, describe, expect, test, vi } from 'vitest';
import { openPage } from '../testing/dom.ts';
import { everythingFailed, pageFacts } from './page-facts.ts';
import { readPage } from './page-schema.ts';

describe('the facts of a page', () => {
  const SESSION = `<meta name="awsc-session-data" content='{"accountId":"123456789012","sessionARN":"arn:aws:iam::123456789012:user/hanako"}'>`;

  test.each([
    [
      SESSION,
      'https://us-east-1.console.aws.amazon.com/',
      { accountId: '123456789012', sessionArn: 'arn:aws:iam::123456789012:user/hanako' },
    ],
    ['', 'https://123456789012-abcdefgh.us-east-1.console.aws.amazon.com/', { accountId: '123456789012' }],
    ['', 'https://123456789012.signin.aws.amazon.com/console', { accountId: '123456789012' }],
    ['', 'https://us-east-1.console.aws.amazon.com/', {}],
    ['', 'https://my-company.signin.aws.amazon.com/console', { alias: 'my-company' }],
    ['', 'https://us-east-1.signin.aws.amazon.com/oauth', {}],
    ['', 'https://us-gov-west-1.signin.amazonaws-us-gov.com/oauth', {}],
    ['', 'https://signin.aws.amazon.com/oauth', {}],
    [
      '<input name="account" value="123456789012">',
      'https://us-east-1.signin.aws.amazon.com/oauth',
      { accountId: '123456789012' },
    ],
    ['<input name="account" value="my-company">', 'https://us-east-1.signin.aws.amazon.com/oauth', {}],
    ['<meta name="awsc-session-data" content="broken">', 'https://us-east-1.console.aws.amazon.com/', {}],
    [
      `<meta name="awsc-session-data" content='{"accountId":12}'>`,
      'https://us-east-1.console.aws.amazon.com/',
      {},
    ],
  ])('%s on %s', (html, url, expected) => {
    expect(readPage(pageFacts(openPage(html, url).window))).toEqual(expected);
  });

  test('includes its language', () => {
    const { window } = openPage('');
    window.document.documentElement.lang = 'ja';
    expect(readPage(pageFacts(window))).toEqual({ language: 'ja' });
  });
});

describe('everything on a page failed', () => {
  afterEach(() => vi.unstubAllGlobals());

  const REFUSAL = '<p id="denial">Access denied</p>';
  const panel = (content: string) =>
    `<section><h2>Cost</h2><div class="awsui_content-inner_1">${content}</div></section>`;

  test.each([
    ['nothing is refused', panel('US$ 41.20'), false],
    ['its one panel is refused', panel(REFUSAL), true],
    ['a panel was served, however little it says', `${panel(REFUSAL)}${panel('US$ 41.20')}`, false],
    ['a panel is still empty', `${panel(REFUSAL)}${panel('')}`, true],
    ['a table has rows', `${REFUSAL}<table><tbody><tr><td>web-1</td></tr></tbody></table>`, false],
    [
      'a table is empty',
      `${REFUSAL}<table><tbody><tr><td><b class="awsui_empty_1">No instances</b></td></tr></tbody></table>`,
      true,
    ],
    ['a form stands beside', `${REFUSAL}<input>`, false],
    ['a search field stands beside', `${REFUSAL}<input type="search">`, true],
    ['a frame stands beside', `${REFUSAL}<iframe></iframe>`, false],
    ['a hidden frame stands beside', `${REFUSAL}<iframe hidden></iframe>`, true],
    ['a closed help panel says much', `${REFUSAL}<aside hidden>${'Help. '.repeat(99)}</aside>`, true],
    ['decoration says much', `${REFUSAL}<i aria-hidden="true">${'Help. '.repeat(99)}</i>`, true],
    ['a page that is read stands beside', `${REFUSAL}<p>${'Help. '.repeat(99)}</p>`, false],
    ['a short remark stands beside', `${REFUSAL}<p>Last updated now</p>`, true],
  ])('when %s', (_when, html, expected) => {
    const { window } = openPage(`<nav>${'Service '.repeat(50)}</nav><main><h1>Home</h1>${html}</main>`);
    for (const name of ['Element', 'NodeFilter', 'getComputedStyle'] as const)
      vi.stubGlobal(name, window[name]);
    const denials = new Set(window.document.querySelectorAll('#denial'));
    expect(everythingFailed(window.document, denials)).toBe(expected);
  });
});
