import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyMemberId } from '../../testing/lease-arbitrary.ts';
import { parseEndpoint } from '../text/endpoint.ts';
import { decodeBase64Url, encodeBase64Url } from './base64url.ts';
import { formatMemberKey, parseMemberKey } from './member-key.ts';
import { encodeSetupCode, parseSetupCode, setupCodeProblem } from './setup-code.ts';

const anySecret = fc.uint8Array({ minLength: 32, maxLength: 32 });
const anyKey = fc.record({ memberId: anyMemberId, secret: anySecret }).map(formatMemberKey);
const anyEndpoint = fc
  .webUrl({ validSchemes: ['https'], withQueryParameters: false, withFragments: false })
  .map(parseEndpoint)
  .filter((endpoint) => endpoint.ok)
  .map(({ value }) => value);

test('bytes survive base64url, and nothing else is read', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 40 }),
      fc.string({ unit: fc.constantFrom(...'AQgw09_-+/= ') }),
      (bytes, text) => {
        const encoded = encodeBase64Url(bytes);
        expect(encoded).toBe(Buffer.from(bytes).toString('base64url'));
        expect(decodeBase64Url(encoded)).toEqual({ ok: true, value: bytes });
        const decoded = decodeBase64Url(text);
        if (decoded.ok) expect(encodeBase64Url(decoded.value)).toBe(text);
      },
    ),
    { numRuns: 300 },
  );
});

test('a member key survives', () => {
  fc.assert(
    fc.property(anyMemberId, anySecret, (memberId, secret) => {
      expect(parseMemberKey(formatMemberKey({ memberId, secret }))).toEqual({
        ok: true,
        value: { memberId, secret },
      });
    }),
  );
});

test('a key that is read is exactly the key that would be written', () => {
  fc.assert(
    fc.property(anyKey, fc.nat(90), fc.string({ maxLength: 2 }), fc.nat(2), (key, at, put, cut) => {
      const changed = key.slice(0, at) + put + key.slice(at + cut);
      const parsed = parseMemberKey(changed);
      if (parsed.ok) expect(formatMemberKey(parsed.value)).toBe(changed);
    }),
    { numRuns: 300 },
  );
});

test('a setup code survives', () => {
  fc.assert(
    fc.property(anyEndpoint, anyKey, (endpoint, key) => {
      const code = encodeSetupCode({ endpoint, key });
      expect(code).toMatch(/^genkan1_[\w-]+$/);
      expect(parseSetupCode(code)).toEqual({ ok: true, value: { endpoint, key } });
    }),
  );
});

test('a setup code with a typing error is refused, or read as what it was', () => {
  const anyTypo = fc.string({ unit: fc.constantFrom(...'abcXYZ019-_ .'), maxLength: 2 });
  fc.assert(
    fc.property(anyEndpoint, anyKey, fc.nat(300), anyTypo, fc.nat(2), (endpoint, key, at, put, cut) => {
      const code = encodeSetupCode({ endpoint, key });
      const changed = code.slice(0, at) + put + code.slice(at + cut);
      fc.pre(changed.trim() !== code);
      // White space or a full stop changes no code; anything else must not pass the checksum.
      const parsed = parseSetupCode(changed);
      if (parsed.ok) expect(parsed.value).toEqual({ endpoint, key });
      else expect(setupCodeProblem(changed)).toBeDefined();
    }),
    { numRuns: 300 },
  );
});

test('a setup code is found in what a mail or a chat makes of it', () => {
  const anyWrapping = fc.constantFrom<(code: string) => string>(
    (code) => `「${code}」。`,
    (code) => `Setup code: ${code}. Thank you`,
    (code) => code.replace(/.{20}/g, '$&\n> '),
    (code) => `_${code}_`,
    (code) => code.replace(/[!-~]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0)),
    (code) => `“${code.replaceAll('-', '\u2011')}”`,
  );
  fc.assert(
    fc.property(anyEndpoint, anyKey, anyWrapping, (endpoint, key, wrap) => {
      expect(parseSetupCode(wrap(encodeSetupCode({ endpoint, key })))).toEqual({
        ok: true,
        value: { endpoint, key },
      });
    }),
    { numRuns: 300 },
  );
});

test('an endpoint that was read is read again as itself', () => {
  fc.assert(
    fc.property(fc.oneof(fc.webUrl(), fc.string()), (text) => {
      const endpoint = parseEndpoint(text);
      if (endpoint.ok) expect(parseEndpoint(endpoint.value)).toEqual(endpoint);
    }),
    { numRuns: 300 },
  );
});
