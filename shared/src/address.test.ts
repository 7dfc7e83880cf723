import { expect, test } from 'vitest';
import {
  contains,
  formatAddress,
  formatCidr,
  observedCidr,
  overlaps,
  parseAddress,
  parseCidr,
  publicity,
} from './address.ts';

const cidr = (text: string) => {
  const parsed = parseCidr(text);
  if (!parsed.ok) throw new TypeError(parsed.reason);
  return parsed.value;
};

test.each([
  ['1.2.3.4', '1.2.3.4'],
  ['2001:DB8:0:0:0::1', '2001:db8::1'],
  ['::ffff:1.2.3.4', '1.2.3.4'],
  ['::', '::'],
])('%s is %s', (text, canonical) => {
  const parsed = parseAddress(text);
  expect(parsed.ok && formatAddress(parsed.value)).toBe(canonical);
});

test.each([
  '',
  '1.2.3',
  '01.2.3.4',
  '0x1.2.3.4',
  ' 1.2.3.4',
  '1.2.3.256',
  'fe80::1%eth0',
  '1::2::3',
  '12345::',
  '1.2.3.4/32',
])('%j is refused', (text) => {
  expect(parseAddress(text).ok).toBe(false);
});

test('blocks', () => {
  expect(formatCidr(cidr('203.0.113.9/24'))).toBe('203.0.113.0/24');
  expect(contains(cidr('0.0.0.0/0'), cidr('1.2.3.4'))).toBe(true);
  expect(contains(cidr('0.0.0.0/0'), cidr('::1'))).toBe(false);
  expect(overlaps(cidr('1.2.3.4/32'), cidr('1.2.3.0/31'))).toBe(false);
  expect(formatCidr(observedCidr(cidr('2001:db8::1:2:3:4'), 64))).toBe('2001:db8::/64');
});

test('publicity', () => {
  expect(publicity(cidr('203.0.113.9'))).toEqual({ public: true });
  expect(publicity(cidr('100.64.0.1'))).toMatchObject({ public: false, kind: 'carrier-nat' });
  expect(publicity(cidr('2002:a00:1::1'))).toMatchObject({ public: false, kind: 'private' });
  expect(publicity(cidr('2002:cb00:7101::1'))).toEqual({ public: true });
});
