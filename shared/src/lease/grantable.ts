import { bitsOf } from '../address/address.ts';
import { checkPublicAddress } from '../address/public-address.ts';
import type { LeaseRecord } from './record.ts';

/** The prefix lengths that `observedCidr` makes: one address, or one IPv6 network of a household. */
const PREFIXES = { 4: [32], 6: [64, 128] } as const;

/**
 * Whether a grant can have made this record: a public block of a size that the backend observes. A record is only a name in
 * a bucket, and a name such as `leases/x~0.0.0.0_0/…` must not allow every address.
 */
export function isGrantable({ cidr }: LeaseRecord): boolean {
  const prefixes: readonly number[] = PREFIXES[cidr.family];
  if (!prefixes.includes(cidr.prefix)) return false;
  // An IPv6 network is checked by an address inside it, as the observed one was.
  return checkPublicAddress({
    family: cidr.family,
    value: cidr.value | (cidr.prefix < bitsOf(cidr.family) ? 1n : 0n),
  }).public;
}
