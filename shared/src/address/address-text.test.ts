import { describe, expect, test } from 'vitest';
import { address, cidr } from '../../testing/given.ts';
import {
  checkPublicAddress,
  contains,
  formatAddress,
  formatCidr,
  observedCidr,
  overlaps,
  parseAddress,
  parseCidr,
} from '../address.ts';

describe('reading an address', () => {
  test.each([
    ['0.0.0.0', 4, 0n, '0.0.0.0'],
    ['1.2.3.4', 4, 0x01020304n, '1.2.3.4'],
    ['255.255.255.255', 4, 0xffffffffn, '255.255.255.255'],
    ['::', 6, 0n, '::'],
    ['::1', 6, 1n, '::1'],
    ['2001:DB8:0:0:0::1', 6, 0x20010db8000000000000000000000001n, '2001:db8::1'],
    ['2001:db8:0:1:1:1:1:1', 6, 0x20010db8000000010001000100010001n, '2001:db8:0:1:1:1:1:1'],
    ['2001:0:0:1:0:0:0:1', 6, 0x20010000000000010000000000000001n, '2001:0:0:1::1'],
    ['2001:db8::1.2.3.4', 6, 0x20010db8000000000000000001020304n, '2001:db8::102:304'],
    ['::ffff:1.2.3.4', 4, 0x01020304n, '1.2.3.4'],
    ['::FFFF:102:304', 4, 0x01020304n, '1.2.3.4'],
    ['::fffe:1.2.3.4', 6, 0xfffe01020304n, '::fffe:102:304'],
    ['::1.2.3.4', 6, 0x01020304n, '::102:304'],
    [
      'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff',
      6,
      2n ** 128n - 1n,
      'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff',
    ],
  ])('%s', (text, family, value, canonical) => {
    const parsed = parseAddress(text);
    expect(parsed).toEqual({ ok: true, value: { family, value } });
    expect(parsed.ok && formatAddress(parsed.value)).toBe(canonical);
  });

  test.each([
    ['', '"" is not an address'],
    ['1.2.3', '"1.2.3" is not an address'],
    ['1.2.3.4.5', '"1.2.3.4.5" is not an address'],
    ['1.2.3.1000', '"1.2.3.1000" is not an address'],
    ['01.2.3.4', '"01.2.3.4" has a number with a leading zero'],
    ['1.2.3.00', '"1.2.3.00" has a number with a leading zero'],
    ['0x1.2.3.4', '"0x1.2.3.4" is not an address'],
    ['1.2.3.256', '"1.2.3.256" has a number above 255'],
    ['1.2.-3.4', '"1.2.-3.4" is not an address'],
    [' 1.2.3.4', '" 1.2.3.4" is not an address'],
    ['1.2.3.4 ', '"1.2.3.4 " is not an address'],
    ['1.2.3.4\n', '"1.2.3.4\n" is not an address'],
    ['16909060', '"16909060" is not an address'],
    ['1.2.3.4/32', '"1.2.3.4/32" is not an address'],
    ['localhost', '"localhost" is not an address'],
    ['١.2.3.4', '"١.2.3.4" is not an address'],
    ['fe80::1%eth0', '"fe80::1%eth0" has a zone id, which only means something on one machine'],
    ['1::2::3', '"1::2::3" is not an address'],
    ['12345::', '"12345::" is not an address'],
    ['1:2:3:4:5:6:7', '"1:2:3:4:5:6:7" is not an address'],
    ['1:2:3:4:5:6:7:8:9', '"1:2:3:4:5:6:7:8:9" is not an address'],
    ['[::1]', '"[::1]" is not an address'],
    [':1', '":1" is not an address'],
    ['::1 ', '"::1 " is not an address'],
    [' ::1', '" ::1" is not an address'],
    ['::g', '"::g" is not an address'],
    ['::ffff:01.2.3.4', '"::ffff:01.2.3.4" is not an address'],
    ['::1.2.3.4:5', '"::1.2.3.4:5" is not an address'],
    ['::1.2.3', '"::1.2.3" is not an address'],
    ['1.2.3.4:', '"1.2.3.4:" is not an address'],
    ['::ffff:1.2.3.4%1', '"::ffff:1.2.3.4%1" has a zone id, which only means something on one machine'],
  ])('%j is refused', (text, reason) => {
    expect(parseAddress(text)).toEqual({ ok: false, reason });
  });
});

describe('reading a block', () => {
  test.each([
    ['203.0.113.9', '203.0.113.9/32'],
    ['203.0.113.9/32', '203.0.113.9/32'],
    ['203.0.113.9/31', '203.0.113.8/31'],
    ['203.0.113.9/24', '203.0.113.0/24'],
    ['203.0.113.9/1', '128.0.0.0/1'],
    ['203.0.113.9/0', '0.0.0.0/0'],
    ['2001:DB8::1', '2001:db8::1/128'],
    ['2001:db8::1/127', '2001:db8::/127'],
    ['2001:db8::1/64', '2001:db8::/64'],
    ['2001:db8::1/0', '::/0'],
    ['::ffff:203.0.113.9', '203.0.113.9/32'],
    ['::ffff:203.0.113.9/128', '203.0.113.9/32'],
    ['::ffff:203.0.113.9/120', '203.0.113.0/24'],
    ['::ffff:0:0/96', '0.0.0.0/0'],
  ])('%s is %s', (text, canonical) => {
    const parsed = parseCidr(text);
    expect(parsed.ok && formatCidr(parsed.value)).toBe(canonical);
  });

  test.each([
    ['203.0.113.9/', '"203.0.113.9/" has no valid prefix length behind the slash'],
    ['203.0.113.9/08', '"203.0.113.9/08" has no valid prefix length behind the slash'],
    ['203.0.113.9/00', '"203.0.113.9/00" has no valid prefix length behind the slash'],
    ['203.0.113.9/-1', '"203.0.113.9/-1" has no valid prefix length behind the slash'],
    ['203.0.113.9/+8', '"203.0.113.9/+8" has no valid prefix length behind the slash'],
    ['203.0.113.9/8.0', '"203.0.113.9/8.0" has no valid prefix length behind the slash'],
    ['203.0.113.9/ 8', '"203.0.113.9/ 8" has no valid prefix length behind the slash'],
    ['203.0.113.9/8 ', '"203.0.113.9/8 " has no valid prefix length behind the slash'],
    ['203.0.113.9/24/24', '"203.0.113.9/24/24" has no valid prefix length behind the slash'],
    ['203.0.113.9/1000', '"203.0.113.9/1000" has no valid prefix length behind the slash'],
    ['203.0.113.0/255.255.255.0', '"203.0.113.0/255.255.255.0" has no valid prefix length behind the slash'],
    ['203.0.113.9/33', '"203.0.113.9/33" has a prefix longer than the address'],
    ['2001:db8::/129', '"2001:db8::/129" has a prefix longer than the address'],
    ['::ffff:203.0.113.9/129', '"::ffff:203.0.113.9/129" has a prefix longer than the address'],
    ['::ffff:203.0.113.9/95', '"::ffff:203.0.113.9/95" mixes IPv4 and IPv6; write the IPv4 block'],
    ['/24', '"" is not an address'],
    ['203.0.113/24', '"203.0.113" is not an address'],
  ])('%s is refused', (text, reason) => {
    expect(parseCidr(text)).toEqual({ ok: false, reason });
  });
});

test.each([
  ['0.0.0.0/0', '255.255.255.255/32', true],
  ['0.0.0.0/0', '0.0.0.0/0', true],
  ['0.0.0.0/0', '::/0', false],
  ['::/0', '0.0.0.0/0', false],
  ['::/0', 'ffff::/16', true],
  ['203.0.113.8/31', '203.0.113.9/32', true],
  ['203.0.113.8/31', '203.0.113.10/32', false],
  ['203.0.113.9/32', '203.0.113.9/32', true],
  ['203.0.113.9/32', '203.0.113.8/31', false],
  ['203.0.113.8/32', '203.0.113.8/31', false],
  ['203.0.113.9/31', '203.0.112.0/20', false],
  ['128.0.0.0/1', '127.255.255.255/32', false],
  ['2001:db8::/127', '2001:db8::1/128', true],
  ['2001:db8::/127', '2001:db8::2/128', false],
  ['2001:db8::/64', '2001:db8:0:1::/128', false],
])('%s contains %s: %s', (outer, inner, expected) => {
  expect(contains(cidr(outer), cidr(inner))).toBe(expected);
});

test.each([
  ['203.0.113.0/24', '203.0.113.9/32', true],
  ['203.0.113.9/32', '203.0.113.0/24', true],
  ['203.0.113.0/25', '203.0.113.128/25', false],
  ['0.0.0.0/0', '::/0', false],
])('%s overlaps %s: %s', (a, b, expected) => {
  expect(overlaps(cidr(a), cidr(b))).toBe(expected);
});

test.each([
  ['203.0.113.9', 64, '203.0.113.9/32'],
  ['203.0.113.9', 128, '203.0.113.9/32'],
  ['2001:db8::1:2:3:4', 64, '2001:db8::/64'],
  ['2001:db8::1:2:3:4', 128, '2001:db8::1:2:3:4/128'],
  // A /64 of NAT64 would be all of IPv4.
  ['64:ff9b::203.0.113.9', 64, '64:ff9b::cb00:7109/128'],
  ['64:ff9c::203.0.113.9', 64, '64:ff9c::/64'],
] as const)('a grant for %s with /%d adds %s', (text, ipv6Prefix, expected) => {
  expect(formatCidr(observedCidr(address(text), ipv6Prefix))).toBe(expected);
});

describe('public or not', () => {
  test.each([
    '1.0.0.0',
    '9.255.255.255',
    '11.0.0.0',
    '100.63.255.255',
    '100.128.0.0',
    '126.255.255.255',
    '128.0.0.0',
    '169.253.255.255',
    '169.255.0.0',
    '172.15.255.255',
    '172.32.0.0',
    '192.0.1.0',
    '192.88.98.255',
    '192.88.100.0',
    '192.167.255.255',
    '192.169.0.0',
    '198.17.255.255',
    '198.20.0.0',
    '223.255.255.255',
    '192.0.2.1',
    '198.51.100.1',
    '203.0.113.1',
    '2000::',
    '2001:200::1',
    '2001:db8::1',
    '2600::1',
    '3fff::1',
    '3fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff',
    '2002:cb00:7101::1',
    '64:ff9b::203.0.113.1',
  ])('%s is public', (text) => {
    expect(checkPublicAddress(address(text))).toEqual({ public: true });
  });

  test.each([
    ['0.0.0.0', 'unspecified', 'it stands for no address at all'],
    ['0.0.0.1', 'reserved', 'it is reserved (0.0.0.0/8, "this network")'],
    ['0.255.255.255', 'reserved', 'it is reserved (0.0.0.0/8, "this network")'],
    ['10.0.0.0', 'private', 'it is private (10.0.0.0/8, RFC 1918)'],
    ['10.255.255.255', 'private', 'it is private (10.0.0.0/8, RFC 1918)'],
    ['100.64.0.0', 'carrier-nat', 'a carrier shares it among customers (100.64.0.0/10, RFC 6598)'],
    ['100.127.255.255', 'carrier-nat', 'a carrier shares it among customers (100.64.0.0/10, RFC 6598)'],
    ['127.0.0.1', 'loopback', 'it never leaves the machine (127.0.0.0/8)'],
    ['127.255.255.255', 'loopback', 'it never leaves the machine (127.0.0.0/8)'],
    ['169.254.169.254', 'link-local', 'it never leaves the local link (169.254.0.0/16)'],
    ['172.16.0.0', 'private', 'it is private (172.16.0.0/12, RFC 1918)'],
    ['172.31.255.255', 'private', 'it is private (172.16.0.0/12, RFC 1918)'],
    ['192.0.0.1', 'reserved', 'it is reserved for protocols (192.0.0.0/24)'],
    ['192.88.99.1', 'reserved', 'it is reserved (192.88.99.0/24, the former 6to4 relays)'],
    ['192.168.1.1', 'private', 'it is private (192.168.0.0/16, RFC 1918)'],
    ['198.18.0.0', 'reserved', 'it is reserved for benchmarks (198.18.0.0/15)'],
    ['198.19.255.255', 'reserved', 'it is reserved for benchmarks (198.18.0.0/15)'],
    ['224.0.0.1', 'multicast', 'it is a multicast group (224.0.0.0/4)'],
    ['239.255.255.255', 'multicast', 'it is a multicast group (224.0.0.0/4)'],
    ['240.0.0.0', 'reserved', 'it is reserved (240.0.0.0/4)'],
    ['255.255.255.255', 'reserved', 'it is reserved (240.0.0.0/4)'],
    ['::', 'unspecified', 'it stands for no address at all'],
    ['::1', 'loopback', 'it never leaves the machine (::1)'],
    ['::2', 'reserved', 'it is reserved (outside 2000::/3)'],
    ['fc00::1', 'private', 'it is private (fc00::/7, RFC 4193)'],
    ['fdff:ffff::1', 'private', 'it is private (fc00::/7, RFC 4193)'],
    ['fe80::1', 'link-local', 'it never leaves the local link (fe80::/10)'],
    ['febf::1', 'link-local', 'it never leaves the local link (fe80::/10)'],
    ['fec0::1', 'private', 'it is private (fec0::/10, former site-local)'],
    ['ff02::1', 'multicast', 'it is a multicast group (ff00::/8)'],
    ['100::1', 'reserved', 'it is reserved (outside 2000::/3)'],
    ['4000::1', 'reserved', 'it is reserved (outside 2000::/3)'],
    ['5f00::1', 'reserved', 'it is reserved (outside 2000::/3)'],
    ['2001::1', 'reserved', 'it is reserved for protocols such as Teredo (2001::/23)'],
    ['2001:1ff::1', 'reserved', 'it is reserved for protocols such as Teredo (2001::/23)'],
    ['64:ff9b:1::1', 'private', 'it is for local translation only (64:ff9b:1::/48, RFC 8215)'],
    [
      '64:ff9b::10.0.0.1',
      'private',
      'the IPv4 address inside it (NAT64): it is private (10.0.0.0/8, RFC 1918)',
    ],
    [
      '2002:7f00:1::',
      'loopback',
      'the IPv4 address inside it (6to4): it never leaves the machine (127.0.0.0/8)',
    ],
    ['::ffff:192.168.0.1', 'private', 'it is private (192.168.0.0/16, RFC 1918)'],
  ])('%s is %s', (text, kind, reason) => {
    expect(checkPublicAddress(address(text))).toEqual({ public: false, kind, reason });
  });
});
