import { formatAddress } from '@genkan/shared/address';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readSourceAddress } from './source-address-text.ts';

const read = (text: string | undefined) => {
  const address = readSourceAddress(text);
  return address && formatAddress(address);
};

test.each([
  ['203.0.113.7', '203.0.113.7'],
  ['203.0.113.7:51008', '203.0.113.7'],
  ['203.0.113.7:1', '203.0.113.7'],
  ['203.0.113.7:65535', '203.0.113.7'],
  ['2001:db8::1', '2001:db8::1'],
  // Eight groups or a shortened address: without brackets the last group is never a port.
  ['2001:db8::1:8080', '2001:db8::1:8080'],
  ['2001:db8:0:0:0:0:1:8080', '2001:db8::1:8080'],
  ['[2001:db8::1]', '2001:db8::1'],
  ['[2001:db8:85a3::8a2e]:64828', '2001:db8:85a3::8a2e'],
  ['2001:DB8::A', '2001:db8::a'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['::FFFF:cb00:7107', '203.0.113.7'],
  ['[::ffff:203.0.113.7]', '203.0.113.7'],
  ['[::ffff:203.0.113.7]:51008', '203.0.113.7'],
  // Nothing but a port can follow the dotted part of an IPv6 address.
  ['::ffff:203.0.113.7:51008', '203.0.113.7'],
  [' \t203.0.113.7:51008 ', '203.0.113.7'],
  ['"203.0.113.7"', '203.0.113.7'],
  ['"[2001:db8::1]:64828"', '2001:db8::1'],
  ['fe80::1%eth0', 'fe80::1'],
  ['[fe80::1%eth0]:51008', 'fe80::1'],
])('%j is read as %s', (text, address) => {
  expect(read(text)).toBe(address);
});

test.each([
  [undefined],
  [''],
  [' '],
  ['unknown'],
  ['_hidden'],
  ['unix:'],
  ['localhost'],
  ['203.0.113.7:'],
  ['203.0.113.7:0'],
  ['203.0.113.7:65536'],
  ['203.0.113.7:080'],
  ['203.0.113.7:http'],
  ['203.0.113.7:51008:1'],
  ['203.0.113.7 51008'],
  ['203.0.113.7/32'],
  ['203.0.113.007'],
  ['203.0.113'],
  ['3405803783'],
  ['0x7f.0.0.1'],
  ['203.0.113.7%eth0'],
  ['203. 0.113.7'],
  ['203.0.113.7 (member)'],
  ['203.0.113.7;proto=https'],
  ['for=203.0.113.7'],
  ['\u00a0203.0.113.7'],
  ['[203.0.113.7]'],
  ['[203.0.113.7]:51008'],
  ['[2001:db8::1'],
  ['2001:db8::1]'],
  ['2001:db8::1]:64828'],
  ['[2001:db8::1]:'],
  ['[2001:db8::1]64828'],
  ['[2001:db8::1]:99999'],
  ['[[2001:db8::1]]'],
  ['[]'],
  ['[]:443'],
  ['2001:db8::1.64828'],
  ['2001:db8::1#64828'],
  ['2001:db8:0:0:0:0:0:1:8080'],
  ['2001:db8::1%'],
  ['2001:db8::1%a b'],
  ['"203.0.113.7'],
  ['203.0.113.7"'],
  ['""203.0.113.7""'],
  ["'203.0.113.7'"],
  ['203.0.113.7, 203.0.113.8'],
])('%j is not guessed', (text) => {
  expect(read(text)).toBeUndefined();
});

test('an address survives every way in which a proxy writes it', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.ipV4(), fc.ipV6()),
      fc.integer({ min: 1, max: 65_535 }),
      fc.constantFrom('', ' ', '\t'),
      (address, port, space) => {
        const plain = read(address);
        const ways = address.includes(':')
          ? [`[${address}]`, `[${address}]:${port}`]
          : [`${address}:${port}`, `::ffff:${address}`, `[::ffff:${address}]:${port}`];
        for (const way of [address, ...ways]) expect(read(`${space}${way}${space}`)).toBe(plain);
      },
    ),
  );
});
