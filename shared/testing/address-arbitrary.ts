import fc from 'fast-check';
import type { Address, Cidr } from '../src/address.ts';

const MAPPED = 0xffffn;

/** 128 bits in which whole groups are often zero, so that the short form of IPv6 is exercised. */
const sparseBits = fc
  .array(fc.oneof(fc.constant(0n), fc.bigInt({ min: 0n, max: 0xffffn }), fc.constantFrom(1n, 0xffffn)), {
    minLength: 8,
    maxLength: 8,
  })
  .map((groups) => groups.reduce((value, group) => (value << 16n) | group, 0n));

/** Any address; IPv6 ones never carry IPv4 in the mapped form, which reading turns into IPv4. */
export const anyAddress: fc.Arbitrary<Address> = fc.oneof(
  fc.bigInt({ min: 0n, max: 2n ** 32n - 1n }).map((value): Address => ({ family: 4, value })),
  sparseBits.filter((value) => value >> 32n !== MAPPED).map((value): Address => ({ family: 6, value })),
);

/** Any block, at every prefix, the edges often. */
export const anyCidr: fc.Arbitrary<Cidr> = anyAddress
  .chain((address) => {
    const bits = address.family === 4 ? 32 : 128;
    return fc
      .oneof(fc.constantFrom(0, 1, bits / 2, bits - 1, bits), fc.integer({ min: 0, max: bits }))
      .map((prefix): Cidr => {
        const host = BigInt(bits - prefix);
        return { family: address.family, value: (address.value >> host) << host, prefix };
      });
  })
  .filter(({ family, value }) => family === 4 || value >> 32n !== MAPPED);

/** Blocks of a small range, so that they are often equal or inside each other. */
export const crowdedCidr: fc.Arbitrary<Cidr> = fc.oneof(
  fc
    .record({ host: fc.integer({ min: 0, max: 7 }), prefix: fc.constantFrom(32, 32, 32, 31, 30, 24) })
    .map(({ host, prefix }) => ({
      family: 4 as const,
      value: masked(0xcb007100n + BigInt(host), 32 - prefix),
      prefix,
    })),
  fc
    .record({ net: fc.integer({ min: 0, max: 3 }), prefix: fc.constantFrom(64, 64, 63, 48, 128) })
    .map(({ net, prefix }) => ({
      family: 6 as const,
      value: masked((0x20010db8_0000_0000n + BigInt(net)) << 64n, 128 - prefix),
      prefix,
    })),
);

function masked(value: bigint, hostBits: number): bigint {
  return (value >> BigInt(hostBits)) << BigInt(hostBits);
}
