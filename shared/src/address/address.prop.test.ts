import { BlockList, isIP, isIPv4 } from 'node:net';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyAddress, anyCidr, crowdedCidr } from '../../testing/address-arbitrary.ts';
import {
  type Address,
  type Cidr,
  checkPublicAddress,
  contains,
  formatAddress,
  formatCidr,
  observedCidr,
  overlaps,
  parseAddress,
  parseCidr,
} from '../address.ts';
import { CidrSet } from './cidr-set.ts';

const familyName = ({ family }: Address) => (family === 4 ? 'ipv4' : 'ipv6');

/** The addresses of a block as Node computes them. */
function nodeContains(outer: Cidr, address: Address): boolean {
  const list = new BlockList();
  list.addSubnet(formatAddress(outer), outer.prefix, familyName(outer));
  return list.check(formatAddress(address), familyName(address));
}

test('an address survives writing and reading', () => {
  fc.assert(
    fc.property(anyAddress, (address) => {
      expect(parseAddress(formatAddress(address))).toEqual({ ok: true, value: address });
    }),
  );
});

test('a block survives writing and reading', () => {
  fc.assert(
    fc.property(anyCidr, (cidr) => {
      expect(parseCidr(formatCidr(cidr))).toEqual({ ok: true, value: cidr });
    }),
  );
});

test('IPv6 is written as browsers write it, which is RFC 5952', () => {
  fc.assert(
    fc.property(
      anyAddress.filter(({ family }) => family === 6),
      (address) => {
        expect(`[${formatAddress(address)}]`).toBe(new URL(`http://[${formatAddress(address)}]`).hostname);
      },
    ),
  );
});

test('every way to write an IPv6 address is read as the same address', () => {
  fc.assert(
    fc.property(fc.ipV6(), (text) => {
      const parsed = parseAddress(text);
      if (!parsed.ok) return expect.fail(parsed.reason);
      const canonical = new URL(`http://[${text}]`).hostname.slice(1, -1);
      expect(parsed.value).toEqual(parseAddress(canonical.toUpperCase()).ok && parsed.value);
      if (parsed.value.family === 6) expect(formatAddress(parsed.value)).toBe(canonical);
    }),
  );
});

test('a text is an address exactly when it is one for Node, except zone ids', () => {
  const alphabet = fc.constantFrom(...'0123456789abcdefABCDEFgx:.:.:./% ');
  const near = fc.oneof(
    fc.ipV4(),
    fc.ipV6(),
    fc.ipV4Extended(),
    fc.string({ unit: alphabet, maxLength: 20 }),
  );
  const mutated = fc
    .record({ text: near, at: fc.nat(40), put: fc.string({ unit: alphabet, maxLength: 2 }), cut: fc.nat(2) })
    .map(({ text, at, put, cut }) => text.slice(0, at) + put + text.slice(at + cut));
  fc.assert(
    fc.property(fc.oneof(near, mutated), (text) => {
      expect(parseAddress(text).ok).toBe(isIP(text) !== 0 && !text.includes('%'));
      const parsed = parseAddress(text);
      if (parsed.ok && isIPv4(text)) expect(formatAddress(parsed.value)).toBe(text);
    }),
    { numRuns: 1000 },
  );
});

test('a block contains the same addresses as for Node', () => {
  fc.assert(
    fc.property(anyCidr, anyAddress, fc.boolean(), (cidr, address, near) => {
      const bits = cidr.family === 4 ? 32 : 128;
      const flipped = cidr.value ^ (1n << BigInt(Math.min(bits - cidr.prefix, bits - 1)));
      const tried: Address = near ? { family: cidr.family, value: flipped } : address;
      // Node treats IPv4 as IPv4-mapped IPv6; Genkan never compares the two families.
      fc.pre(tried.family === cidr.family && parseAddress(formatAddress(tried)).ok);
      const alone: Cidr = { ...tried, prefix: bits };
      expect(contains(cidr, alone)).toBe(nodeContains(cidr, tried));
      expect(overlaps(cidr, alone)).toBe(contains(cidr, alone));
    }),
    { numRuns: 300 },
  );
});

test('containing is an order, and blocks are nested or apart', () => {
  fc.assert(
    fc.property(crowdedCidr, crowdedCidr, crowdedCidr, (a, b, c) => {
      expect(contains(a, a)).toBe(true);
      if (contains(a, b) && contains(b, a)) expect(a).toEqual(b);
      if (contains(a, b) && contains(b, c)) expect(contains(a, c)).toBe(true);
      expect(overlaps(a, b)).toBe(overlaps(b, a));
      expect(overlaps(a, b)).toBe(contains(a, b) || contains(b, a));
    }),
  );
});

test('a set of blocks decides like a list of them', () => {
  fc.assert(
    fc.property(fc.array(crowdedCidr), crowdedCidr, (cidrs, cidr) => {
      const set = new CidrSet(cidrs);
      const same = (other: Cidr) => formatCidr(other) === formatCidr(cidr);
      expect(set.has(cidr)).toBe(cidrs.some(same));
      expect(set.covers(cidr)).toBe(cidrs.some((other) => contains(other, cidr)));
      expect(set.coversWider(cidr)).toBe(cidrs.some((other) => contains(other, cidr) && !same(other)));
    }),
    { numRuns: 300 },
  );
});

test('what a grant adds holds the observed address and is never wider than one address or one network', () => {
  fc.assert(
    fc.property(anyAddress, fc.constantFrom<64 | 128>(64, 128), (address, ipv6Prefix) => {
      const observed = observedCidr(address, ipv6Prefix);
      const bits = address.family === 4 ? 32 : 128;
      expect(contains(observed, { ...address, prefix: bits })).toBe(true);
      expect(observed.prefix).toBeGreaterThanOrEqual(address.family === 4 ? 32 : ipv6Prefix);
    }),
  );
});

test('a public IPv4 address is public inside 6to4 and NAT64, a non-public one is not', () => {
  fc.assert(
    fc.property(
      anyAddress.filter(({ family }) => family === 4),
      (inner) => {
        const sixToFour = checkPublicAddress({
          family: 6,
          value: (0x2002n << 112n) | (inner.value << 80n) | 1n,
        });
        const nat64 = checkPublicAddress({ family: 6, value: (0x64ff9bn << 96n) | inner.value });
        const verdict = checkPublicAddress(inner);
        for (const outer of [sixToFour, nat64]) {
          expect(outer.public).toBe(verdict.public);
          if (!outer.public && !verdict.public) expect(outer.kind).toBe(verdict.kind);
        }
      },
    ),
  );
});
