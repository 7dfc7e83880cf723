import { type Result, refuse, succeed } from '../result.ts';
import { type Address, bitsOf, type Family, formatAddress, parseAddress } from './address.ts';

/** A block of addresses; the bits behind the prefix are zero. */
export interface Cidr {
  readonly family: Family;
  readonly value: bigint;
  readonly prefix: number;
}

/** The block of `prefix` bits around an address. */
export function blockOf(address: Address, prefix: number): Cidr {
  const hostBits = BigInt(bitsOf(address.family) - prefix);
  return { family: address.family, value: (address.value >> hostBits) << hostBits, prefix };
}

/**
 * Reads `address/prefix`. An address alone means itself (/32 or /128), as IAM reads it. Bits behind the prefix are
 * dropped: `203.0.113.9/24` is the block IAM compares with, `203.0.113.0/24`. An IPv4-mapped IPv6 block becomes the
 * IPv4 block; one that is wider than all of IPv4 (prefix below 96) is refused, since it would mix the families.
 */
export function parseCidr(text: string): Result<Cidr> {
  const [addressText = '', prefixText, ...rest] = text.split('/');
  const parsed = parseAddress(addressText);
  if (!parsed.ok) return parsed;
  const address = parsed.value;
  const bits = bitsOf(address.family);
  if (prefixText === undefined) return succeed(blockOf(address, bits));

  if (rest.length > 0 || !/^(0|[1-9]\d{0,2})$/.test(prefixText)) {
    return refuse(`"${text}" has no valid prefix length behind the slash`);
  }
  // A mapped address was written with 128 bits, of which the first 96 only mark it as IPv4.
  const prefix = Number(prefixText) - (address.family === 4 && addressText.includes(':') ? 96 : 0);
  if (prefix < 0) return refuse(`"${text}" mixes IPv4 and IPv6; write the IPv4 block`);
  if (prefix > bits) return refuse(`"${text}" has a prefix longer than the address`);
  return succeed(blockOf(address, prefix));
}

/** Canonical text of a block; the prefix is always written. */
export function formatCidr(cidr: Cidr): string {
  return `${formatAddress(cidr)}/${cidr.prefix}`;
}

/** Whether every address of `inner` is in `outer`. Blocks of different families never contain each other. */
export function contains(outer: Cidr, inner: Cidr): boolean {
  return (
    outer.family === inner.family &&
    outer.prefix <= inner.prefix &&
    blockOf(inner, outer.prefix).value === outer.value
  );
}

/** Whether some address is in both blocks. */
export function overlaps(a: Cidr, b: Cidr): boolean {
  return contains(a, b) || contains(b, a);
}
