import { describe, expect, test } from 'vitest';
import { endpointProblem, parseEndpoint } from '../text/endpoint.ts';
import { decodeBase64Url, encodeBase64Url } from './base64url.ts';
import { crc32 } from './crc32.ts';
import { formatMemberKey, isMemberId, parseMemberKey } from './member-key.ts';
import { encodeSetupCode, parseSetupCode, setupCodeProblem } from './setup-code.ts';

const secret = Uint8Array.from({ length: 32 }, (_, index) => index);
const key = 'genkan_hanako.AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8';

test.each(['a', '0', 'hanako', 'hanako-2', 'a-', 'a'.repeat(32)])('%s names a member', (text) => {
  expect(isMemberId(text)).toBe(true);
});

test.each(['', '-', '-a', 'Hanako', 'hanako.', 'ha nako', 'hanako\n', '花子', 'a'.repeat(33)])(
  '%j is not a member id',
  (text) => {
    expect(isMemberId(text)).toBe(false);
  },
);

describe('member key', () => {
  test('is written and read', () => {
    expect(formatMemberKey({ memberId: 'hanako', secret })).toBe(key);
    expect(parseMemberKey(key)).toEqual({ ok: true, value: { memberId: 'hanako', secret } });
  });

  test.each([
    ['', 'a key begins with genkan_'],
    ['hanako.AAEC', 'a key begins with genkan_'],
    ['genkan_hanako', 'the key does not name a member'],
    ['genkan_.AAEC', 'the key does not name a member'],
    ['genkan_Hanako.AAEC', 'the key does not name a member'],
    ['genkan_hanako.', 'the key is incomplete or has a typing error'],
    [key.slice(0, -1), 'the key is incomplete or has a typing error'],
    [`${key}A`, 'the key is incomplete or has a typing error'],
    [`${key}AAA`, 'the key is incomplete or has a typing error'],
    [`${key.slice(0, -1)}9`, 'the key is incomplete or has a typing error'],
    [`${key.slice(0, -1)}=`, 'the key is incomplete or has a typing error'],
    [`${key.slice(0, -1)}+`, 'the key is incomplete or has a typing error'],
  ])('%j is refused', (text, reason) => {
    expect(parseMemberKey(text)).toEqual({ ok: false, reason });
  });

  test('is not written of what is not valid', () => {
    expect(() => formatMemberKey({ memberId: 'Hanako', secret })).toThrow(
      new RangeError('"Hanako" is not a member id.'),
    );
    expect(() => formatMemberKey({ memberId: 'hanako', secret: secret.subarray(1) })).toThrow(
      new RangeError('A secret has 32 bytes, not 31.'),
    );
  });
});

describe('endpoint', () => {
  test.each([
    ['https://example.com', 'https://example.com'],
    [' https://EXAMPLE.com:443/ ', 'https://example.com'],
    ['\u3000https://example.com\u00a0', 'https://example.com'],
    [
      'https://abc.execute-api.ap-northeast-1.amazonaws.com/prod/',
      'https://abc.execute-api.ap-northeast-1.amazonaws.com/prod',
    ],
    ['https://example.com:8443//', 'https://example.com:8443'],
    ['http://localhost:8080', 'http://localhost:8080'],
    ['http://127.0.0.1:8080/x', 'http://127.0.0.1:8080/x'],
    ['http://127.9.8.7', 'http://127.9.8.7'],
    ['http://[::1]:8080', 'http://[::1]:8080'],
    ['ｈｔｔｐｓ：／／ｅｘａｍｐｌｅ．ｃｏｍ', 'https://example.com'],
    ['“https://example.com”.', 'https://example.com'],
    ['「https://example.com/prod」。', 'https://example.com/prod'],
    ['<https://example.com>,', 'https://example.com'],
    ['https://example\u200b.com', 'https://example.com'],
    ['https://genkan\u2011dev.example.com', 'https://genkan-dev.example.com'],
  ])('%j is %s', (text, endpoint) => {
    expect(parseEndpoint(text)).toEqual({ ok: true, value: endpoint });
  });

  test.each([
    ['', 'it is not an address such as https://example.com'],
    ['example.com', 'it is not an address such as https://example.com'],
    ['http://example.com', 'it must begin with https://'],
    ['http://localhost.example.com', 'it must begin with https://'],
    ['http://notlocalhost', 'it must begin with https://'],
    ['http://127.0.0.1.example.com', 'it must begin with https://'],
    ['ftp://localhost', 'it must begin with https://'],
    ['javascript:alert(1)', 'it must begin with https://'],
    ['https://hanako@example.com', 'it must not hold a user name or password'],
    ['https://:secret@example.com', 'it must not hold a user name or password'],
    ['https://example.com/?', 'it must not have a query or fragment'],
    ['https://example.com/?a=b', 'it must not have a query or fragment'],
    ['https://example.com/#', 'it must not have a query or fragment'],
    ['https://example.com/#top', 'it must not have a query or fragment'],
  ])('%j is refused', (text, reason) => {
    expect(parseEndpoint(text)).toEqual({ ok: false, reason });
  });

  test.each([
    ['example', 'form'],
    ['http://example.com', 'scheme'],
    ['https://hanako:secret@example.com', 'credentials'],
    ['https://example.com/?a=b', 'query'],
    ['https://example.com', undefined],
  ])('the problem of %j is %s', (text, problem) => {
    expect(endpointProblem(text)).toBe(problem);
  });
});

describe('base64url', () => {
  test.each([
    // The first ones are the standard's own.
    ['', []],
    ['Zg', [0x66]],
    ['Zm8', [0x66, 0x6f]],
    ['Zm9v', [0x66, 0x6f, 0x6f]],
    ['-_-_', [0xfb, 0xff, 0xbf]],
  ])('%j', (text, numbers) => {
    expect(encodeBase64Url(Uint8Array.from(numbers))).toBe(text);
    expect(decodeBase64Url(text)).toEqual({ ok: true, value: Uint8Array.from(numbers) });
  });

  test.each([
    ['Z', 'it is not base64url'],
    ['Zm9vZ', 'it is not base64url'],
    ['Zg==', 'it is not base64url'],
    ['+/+/', 'it is not base64url'],
    ['Zm 9v', 'it is not base64url'],
    ['Zm9v\n', 'it is not base64url'],
    ['Zh', 'it is not canonical base64url'],
    ['Zm9', 'it is not canonical base64url'],
  ])('%j is refused', (text, reason) => {
    expect(decodeBase64Url(text)).toEqual({ ok: false, reason });
  });
});

/** A code with a checksum that is right, around any payload. */
function codeOf(payload: string): string {
  const bytes = new TextEncoder().encode(payload);
  const code = new Uint8Array(bytes.length + 4);
  code.set(bytes);
  new DataView(code.buffer).setUint32(bytes.length, crc32(bytes));
  return `genkan1_${encodeBase64Url(code)}`;
}

describe('setup code', () => {
  // Written out: what was handed out once must stay readable.
  const code =
    'genkan1_aHR0cHM6Ly9leGFtcGxlLmNvbS9wcm9kIGdlbmthbl9oYW5ha28uQUFFQ0F3UUZCZ2NJQ1FvTERBME9EeEFSRWhNVUZSWVhHQmth' +
    'R3h3ZEhoOLpXyT8';

  test('is written and read, white space around it aside', () => {
    expect(encodeSetupCode({ endpoint: 'https://Example.com/prod/', key })).toBe(code);
    expect(code).toBe(codeOf(`https://example.com/prod ${key}`));
    expect(parseSetupCode(` ${code}\n`)).toEqual({
      ok: true,
      value: { endpoint: 'https://example.com/prod', key },
    });
  });

  test.each([
    ['another text', key, 'a setup code begins with genkan1_'],
    ['nothing', '', 'a setup code begins with genkan1_'],
    ['another version', code.replace('1_', '2_'), 'a setup code begins with genkan1_'],
    ['no payload', 'genkan1_', 'the setup code is incomplete or has a typing error; copy it again'],
    [
      'a payload without checksum',
      'genkan1_AAA',
      'the setup code is incomplete or has a typing error; copy it again',
    ],
    ['a cut code', code.slice(0, -1), 'the setup code is incomplete or has a typing error; copy it again'],
    ['a longer code', `${code}A`, 'the setup code is incomplete or has a typing error; copy it again'],
    [
      'a character changed',
      code.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')),
      'the setup code is incomplete or has a typing error; copy it again',
    ],
    ['an empty payload', codeOf(''), 'the setup code is incomplete or has a typing error; copy it again'],
    [
      'no key',
      codeOf('https://example.com'),
      'the setup code is incomplete or has a typing error; copy it again',
    ],
    [
      'a key that is none',
      codeOf('https://example.com genkan_x'),
      'the setup code is incomplete or has a typing error; copy it again',
    ],
    [
      'an endpoint that is none',
      codeOf(`http://example.com ${key}`),
      'the setup code is incomplete or has a typing error; copy it again',
    ],
    [
      'an endpoint that is not canonical',
      codeOf(`https://example.com/ ${key}`),
      'the setup code is incomplete or has a typing error; copy it again',
    ],
    [
      'a byte order mark',
      codeOf(`\ufeffhttps://example.com ${key}`),
      'the setup code is incomplete or has a typing error; copy it again',
    ],
    [
      'a checksum that is wrong',
      `genkan1_${encodeBase64Url(new TextEncoder().encode(`https://example.com ${key}\0\0\0\0`))}`,
      'the setup code is incomplete or has a typing error; copy it again',
    ],
    [
      'more than two parts',
      codeOf(`https://example.com ${key} x`),
      'the setup code is incomplete or has a typing error; copy it again',
    ],
  ])('%s is refused', (_, text, reason) => {
    expect(parseSetupCode(text)).toEqual({ ok: false, reason });
  });

  test.each([
    ['typographic quotation marks', `“${code}”`],
    ['guillemets', `« ${code} »`],
    ['Japanese quotation marks and a full stop', `「${code}」。`],
    ['back-quotes', `\`${code}\``],
    ['a full stop', `${code}.`],
    ['words around it', `Setup code: ${code} – keep it secret`],
    ['words after a full-width colon', `セットアップコード：${code}`],
    ['line breaks of a quoted mail', `> ${code.slice(0, 60)}\n> ${code.slice(60)}\n`],
    ['soft line breaks of a mail', `${code.slice(0, 60)}=\r\n${code.slice(60)}`],
    ['a line break inside of the prefix', `genkan1\n${code.slice(7)}`],
    ['full width', code.replace(/[!-~]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0))],
    ['zero-width spaces', `\u200b${code.slice(0, 30)}\u200b${code.slice(30)}\ufeff`],
    ['a capital letter at its beginning', `G${code.slice(1)}`],
    ['Markdown', `_${code}_`],
    ['another code, cut off, before it', `${code.slice(0, 40)} ${code}`],
  ])('with %s is read', (_, text) => {
    expect(parseSetupCode(text)).toEqual({ ok: true, value: { endpoint: 'https://example.com/prod', key } });
    expect(setupCodeProblem(text)).toBeUndefined();
  });

  test('of which the last character is a hyphen is read inside of Markdown', () => {
    const endings = Array.from({ length: 300 }, (_, index) => `https://example.com/${index}`)
      .map((endpoint) => ({ endpoint, key }))
      .filter((parts) => /[-_]$/.test(encodeSetupCode(parts)));
    expect(endings.length).toBeGreaterThan(0);
    for (const value of endings) {
      expect(parseSetupCode(`_${encodeSetupCode(value)}_`)).toEqual({ ok: true, value });
    }
  });

  test.each([
    ['nothing', ' ', 'empty'],
    ['the beginning', code.slice(0, -4), 'cut_off'],
    ['the beginning, in quotation marks', `"${code.slice(0, 70)}…"`, 'cut_off'],
    ['the prefix', 'genkan1_', 'cut_off'],
    ['a typing error', code.replace('aHR0', 'aHR1'), 'damaged'],
    ['a code of another version', code.replace('1_', '2_'), 'other_version'],
    ['a key', ` ${key}`, 'key'],
    ['an endpoint', 'https://example.com/prod', 'endpoint'],
    ['an endpoint that would be refused', 'http://example.com?x', 'endpoint'],
    ['something else', 'hello', 'not_a_code'],
  ])('%s is told apart', (_, text, problem) => {
    expect(setupCodeProblem(text)).toBe(problem);
  });

  test('is not written of what is not valid', () => {
    expect(() => encodeSetupCode({ endpoint: 'http://example.com', key })).toThrow(
      new RangeError('The endpoint is not valid: it must begin with https://.'),
    );
    expect(() => encodeSetupCode({ endpoint: 'https://example.com', key: 'x' })).toThrow(
      new RangeError('The key is not valid: a key begins with genkan_.'),
    );
  });
});

test('the checksum is CRC-32', () => {
  // The check value of the standard.
  expect(crc32(new TextEncoder().encode('123456789'))).toBe(0xcbf43926);
  expect(crc32(new Uint8Array())).toBe(0);
});
