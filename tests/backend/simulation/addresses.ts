import { canonicalCidr } from './policy-facts.ts';

/** The entries of a list but one, however it is spelled. */
export function without(entries: readonly string[], cidr: string): string[] {
  return entries.filter((entry) => canonicalCidr(entry) !== canonicalCidr(cidr));
}

/** The network that the backend is expected to observe: the IPv4 address, or the /64 around an IPv6 address. */
export function networkOf(address: string): string {
  return canonicalCidr(address.includes(':') ? `${address}/64` : `${address}/32`);
}

/** The id of the lease as the documentation gives it: member, `~`, and the CIDR with `-` and `_` for `:` and `/`. */
export function leaseIdOf(member: string, address: string): string {
  const cidr = address.includes(':') ? `${address.replace(/::1$|::2$/, '::')}/64` : `${address}/32`;
  return `${member}~${cidr.replaceAll(':', '-').replaceAll('/', '_')}`;
}
