import { expect, test } from 'vitest';
import { formatMemberKey, parseMemberKey } from './member-key.ts';
import { encodeSetupCode, parseSetupCode } from './setup-code.ts';

const secret = Uint8Array.from({ length: 32 }, (_, index) => index);
const key = formatMemberKey({ memberId: 'hanako', secret });

test('a key and a setup code round-trip', () => {
  expect(key).toBe('genkan_hanako.AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8');
  expect(parseMemberKey(key)).toEqual({ ok: true, value: { memberId: 'hanako', secret } });
  const code = encodeSetupCode({ endpoint: 'https://Example.com/prod/', key });
  expect(parseSetupCode(`  ${code}\n`)).toEqual({
    ok: true,
    value: { endpoint: 'https://example.com/prod', key },
  });
  expect(parseSetupCode(code.slice(0, -1))).toMatchObject({ ok: false });
  expect(() => encodeSetupCode({ endpoint: 'http://example.com', key })).toThrow(RangeError);
});
