import ipaddr from 'ipaddr.js';
import { type Result, refuse, succeed } from '../result.ts';

export type Family = 4 | 6;

/** One IP address. An IPv4-mapped IPv6 address is never kept as IPv6: `parseAddress` makes it the IPv4 address it is. */
export interface Address {
  readonly family: Family;
  readonly value: bigint;
}

/** How many bits an address of the family has. */
export function bitsOf(family: Family): number {
  return family === 4 ? 32 : 128;
}

const DOTTED_QUAD = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/;
const MAPPED_PREFIX = 0xffffn;

/**
 * Reads an IPv4 or IPv6 address as IAM and every browser read it. Refused, because programs disagree about what they
 * mean: white space, zone ids, leading zeros (octal to some), hexadecimal octets, and short forms such as `1.2.3`.
 */
export function parseAddress(text: string): Result<Address> {
  return text.includes(':') ? parseIpv6(text) : parseIpv4(text);
}

function parseIpv4(text: string): Result<Address> {
  const octets = DOTTED_QUAD.exec(text)?.slice(1);
  if (octets === undefined) return refuse(`"${text}" is not an address`);
  let value = 0;
  for (const octet of octets) {
    if (octet.length > 1 && octet.startsWith('0'))
      return refuse(`"${text}" has a number with a leading zero`);
    if (Number(octet) > 255) return refuse(`"${text}" has a number above 255`);
    value = value * 256 + Number(octet);
  }
  return succeed({ family: 4, value: BigInt(value) });
}

function parseIpv6(text: string): Result<Address> {
  if (text.includes('%')) return refuse(`"${text}" has a zone id, which only means something on one machine`);
  const groups = withoutDots(text);
  if (!ipaddr.IPv6.isValid(groups)) return refuse(`"${text}" is not an address`);
  let value = 0n;
  for (const part of ipaddr.IPv6.parse(groups).parts) value = (value << 16n) | BigInt(part);
  return succeed(
    value >> 32n === MAPPED_PREFIX ? { family: 4, value: value & 0xffff_ffffn } : { family: 6, value },
  );
}

/**
 * An IPv6 address whose last 32 bits may be dotted, all in groups: the library would take `::1.2.3.4` for
 * `::ffff:1.2.3.4`. Empty when the dotted part is no IPv4 address.
 */
function withoutDots(text: string): string {
  if (!text.includes('.')) return text;
  const start = text.lastIndexOf(':') + 1;
  const tail = parseIpv4(text.slice(start));
  if (!tail.ok) return '';
  const { value } = tail.value;
  return `${text.slice(0, start)}${(value >> 16n).toString(16)}:${(value & 0xffffn).toString(16)}`;
}

/** The address as text: dotted quad, or IPv6 as RFC 5952 recommends (lower case, the longest run of zeros shortened). */
export function formatAddress(address: Address): string {
  if (address.family === 4) {
    const value = Number(address.value);
    return [24, 16, 8, 0].map((shift) => (value >>> shift) & 0xff).join('.');
  }
  const parts = [112n, 96n, 80n, 64n, 48n, 32n, 16n, 0n].map((shift) =>
    Number((address.value >> shift) & 0xffffn),
  );
  return new ipaddr.IPv6(parts).toRFC5952String();
}
