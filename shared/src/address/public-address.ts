import { type Address, bitsOf, type Family } from './address.ts';
import { blockOf, type Cidr, contains, parseCidr } from './cidr.ts';

/** Why an address is not a public one. */
export type NonPublicKind =
  | 'unspecified'
  | 'private'
  | 'carrier-nat'
  | 'loopback'
  | 'link-local'
  | 'multicast'
  | 'reserved';

type AddressKind = NonPublicKind | 'public';

/**
 * The first block that contains the address decides; an address in none is public. Sources: IANA IPv4 and IPv6 Special-Purpose Address Registries.
 * Documentation ranges (RFC 5737, RFC 3849, RFC 9637) count as public: they never occur in real traffic, and examples
 * and tests use them.
 */
const RULES: Readonly<
  Record<Family, readonly (readonly [block: string, kind: AddressKind, words: string])[]>
> = {
  4: [
    ['0.0.0.0/32', 'unspecified', 'it stands for no address at all'],
    ['0.0.0.0/8', 'reserved', 'it is reserved (0.0.0.0/8, "this network")'],
    ['10.0.0.0/8', 'private', 'it is private (10.0.0.0/8, RFC 1918)'],
    ['100.64.0.0/10', 'carrier-nat', 'a carrier shares it among customers (100.64.0.0/10, RFC 6598)'],
    ['127.0.0.0/8', 'loopback', 'it never leaves the machine (127.0.0.0/8)'],
    ['169.254.0.0/16', 'link-local', 'it never leaves the local link (169.254.0.0/16)'],
    ['172.16.0.0/12', 'private', 'it is private (172.16.0.0/12, RFC 1918)'],
    ['192.0.0.0/24', 'reserved', 'it is reserved for protocols (192.0.0.0/24)'],
    ['192.88.99.0/24', 'reserved', 'it is reserved (192.88.99.0/24, the former 6to4 relays)'],
    ['192.168.0.0/16', 'private', 'it is private (192.168.0.0/16, RFC 1918)'],
    ['198.18.0.0/15', 'reserved', 'it is reserved for benchmarks (198.18.0.0/15)'],
    ['224.0.0.0/4', 'multicast', 'it is a multicast group (224.0.0.0/4)'],
    ['240.0.0.0/4', 'reserved', 'it is reserved (240.0.0.0/4)'],
  ],
  6: [
    ['::/128', 'unspecified', 'it stands for no address at all'],
    ['::1/128', 'loopback', 'it never leaves the machine (::1)'],
    ['fc00::/7', 'private', 'it is private (fc00::/7, RFC 4193)'],
    ['fe80::/10', 'link-local', 'it never leaves the local link (fe80::/10)'],
    ['fec0::/10', 'private', 'it is private (fec0::/10, former site-local)'],
    ['ff00::/8', 'multicast', 'it is a multicast group (ff00::/8)'],
    ['64:ff9b:1::/48', 'private', 'it is for local translation only (64:ff9b:1::/48, RFC 8215)'],
    ['2001::/23', 'reserved', 'it is reserved for protocols such as Teredo (2001::/23)'],
    ['2000::/3', 'public', ''],
    ['::/0', 'reserved', 'it is reserved (outside 2000::/3)'],
  ],
};

/** IPv6 blocks whose addresses contain an IPv4 address, which decides; `shift` is the number of bits behind it. */
const EMBEDDED_IPV4: readonly (readonly [block: string, shift: bigint, words: string])[] = [
  ['64:ff9b::/96', 0n, 'the IPv4 address inside it (NAT64)'],
  ['2002::/16', 80n, 'the IPv4 address inside it (6to4)'],
];

interface Table {
  readonly rules: readonly { readonly cidr: Cidr; readonly kind: AddressKind; readonly words: string }[];
  readonly embeddings: readonly { readonly cidr: Cidr; readonly shift: bigint; readonly words: string }[];
}

const tables = new Map<Family, Table>();

/** A family's blocks, parsed on first use, which shortens the cold start. */
function tableOf(family: Family): Table {
  const known = tables.get(family);
  if (known) return known;
  const table = {
    rules: RULES[family].map(([text, kind, words]) => ({ cidr: block(text), kind, words })),
    embeddings:
      family === 4 ? [] : EMBEDDED_IPV4.map(([text, shift, words]) => ({ cidr: block(text), shift, words })),
  };
  tables.set(family, table);
  return table;
}

function block(text: string): Cidr {
  const parsed = parseCidr(text);
  if (!parsed.ok) throw new TypeError(parsed.reason);
  return parsed.value;
}

/**
 * Whether the Internet routes the address, so that AWS can have seen it; if not, what kind it is and why, as a sentence
 * that continues "… is not a public address: ".
 */
export function checkPublicAddress(
  address: Address,
):
  | { readonly public: true }
  | { readonly public: false; readonly kind: NonPublicKind; readonly reason: string } {
  const { rules, embeddings } = tableOf(address.family);
  const alone = blockOf(address, bitsOf(address.family));
  const embedding = embeddings.find(({ cidr }) => contains(cidr, alone));
  if (embedding !== undefined) {
    const inner = checkPublicAddress({ family: 4, value: (address.value >> embedding.shift) & 0xffff_ffffn });
    return inner.public ? inner : { ...inner, reason: `${embedding.words}: ${inner.reason}` };
  }
  const rule = rules.find(({ cidr }) => contains(cidr, alone));
  if (rule === undefined || rule.kind === 'public') return { public: true };
  return { public: false, kind: rule.kind, reason: rule.words };
}
