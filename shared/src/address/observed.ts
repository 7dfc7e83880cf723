import type { Address } from './address.ts';
import { blockOf, type Cidr, contains } from './cidr.ts';

/** 64:ff9b::/96 (RFC 6052): the IPv4 Internet seen through NAT64. One /64 of it is all of IPv4. */
const NAT64: Cidr = { family: 6, value: 0x64ff9bn << 96n, prefix: 96 };

/**
 * What a grant adds for an observed address: the one IPv4 address, or the IPv6 network of `ipv6Prefix` bits (a household
 * has a /64 and its machines change addresses inside it). A NAT64 address is always taken alone, because its /64 contains
 * all of IPv4.
 */
export function observedCidr(address: Address, ipv6Prefix: 64 | 128): Cidr {
  const alone = blockOf(address, address.family === 4 ? 32 : 128);
  return address.family === 4 || contains(NAT64, alone) ? alone : blockOf(address, ipv6Prefix);
}
