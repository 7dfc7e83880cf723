import { type Address, type Cidr, checkPublicAddress, contains } from '@genkan/shared/address';
import type { TrustedProxies } from '../../runtime/config.ts';
import { findProxyInFront, type RequestHeaders } from './proxy-marks.ts';
import { readSourceAddress } from './source-address-text.ts';

export const NO_PROXIES: TrustedProxies = { networks: [], hops: 0 };

/** The address of a request, or why there is none. */
export type Observation =
  | { readonly kind: 'seen'; readonly address: Address }
  /** The place of the address is empty or malformed. */
  | { readonly kind: 'unknown' }
  /** The address is a proxy's own; the member's address stays hidden. */
  | { readonly kind: 'proxy'; readonly address: Address; readonly name: string }
  /** The request did not come through the trusted proxies. */
  | { readonly kind: 'untrusted'; readonly address: Address };

interface Hop {
  readonly address: Address;
  /** Whether a trusted proxy named the address; otherwise the socket or API Gateway saw it. */
  readonly isForwarded: boolean;
  /** Whether `X-Forwarded-For` contains a further entry, which a client may have sent. */
  readonly hasFurther: boolean;
}

/**
 * Where a request came from: the peer that the socket or API Gateway saw, or, when the peer is a trusted proxy, the
 * `X-Forwarded-For` entry of the outermost trusted proxy. Everything to the left of that entry is a claim of the client.
 */
export function observeSource(input: {
  readonly peer: string | undefined;
  readonly headers: RequestHeaders;
  readonly proxies: TrustedProxies;
}): Observation {
  const { headers, proxies } = input;
  const peer = readSourceAddress(input.peer);
  if (peer === undefined) return { kind: 'unknown' };
  const entries = headers['x-forwarded-for']?.split(',') ?? [];
  const found =
    proxies.hops > 0 ? countHops(peer, entries, proxies) : followTrusted(peer, entries, proxies.networks);
  if ('kind' in found) return found;
  const { address } = found;
  if (isIn(proxies.networks, address)) return { kind: 'proxy', address, name: 'a trusted proxy' };
  const inFront = findProxyInFront(headers);
  if (inFront !== undefined && !isAccountedFor(inFront, found)) {
    return { kind: 'proxy', address, name: inFront.name };
  }
  return { kind: 'seen', address };
}

/** Walks `X-Forwarded-For` from the right for as long as the hop is a trusted proxy. */
function followTrusted(
  peer: Address,
  entries: readonly string[],
  networks: readonly Cidr[],
): Hop | Observation {
  let address = peer;
  let index = entries.length;
  while (index > 0 && isIn(networks, address)) {
    index--;
    const next = readSourceAddress(entries[index]);
    if (next === undefined) return { kind: 'unknown' };
    address = next;
  }
  return { address, isForwarded: index < entries.length, hasFurther: hasFurther(entries, index) };
}

/** The entry that the outermost of `hops` proxies appended. */
function countHops(
  peer: Address,
  entries: readonly string[],
  { networks, hops }: TrustedProxies,
): Hop | Observation {
  const isTrusted = networks.length > 0 ? isIn(networks, peer) : !checkPublicAddress(peer).public;
  if (!isTrusted) return { kind: 'untrusted', address: peer };
  const index = entries.length - hops;
  const address = readSourceAddress(entries[index]);
  if (address === undefined) return { kind: 'unknown' };
  return { address, isForwarded: true, hasFurther: hasFurther(entries, index) };
}

function hasFurther(entries: readonly string[], index: number): boolean {
  return entries.slice(0, index).some((entry) => entry.trim() !== '');
}

/**
 * Whether the CDN is one of the trusted proxies, so that the address is the one that the CDN saw. A CDN with a header for that
 * address decides this. Any other CDN appends the address to `X-Forwarded-For`: when there is an entry to the left of the
 * address that was taken, it may be the CDN's own address.
 */
function isAccountedFor({ seen }: { readonly seen?: string }, hop: Hop): boolean {
  if (!hop.isForwarded) return false;
  const named = readSourceAddress(seen);
  if (named === undefined) return !hop.hasFurther;
  return named.family === hop.address.family && named.value === hop.address.value;
}

function isIn(networks: readonly Cidr[], { family, value }: Address): boolean {
  const alone = { family, value, prefix: family === 4 ? 32 : 128 };
  return networks.some((network) => contains(network, alone));
}
