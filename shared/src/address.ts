/** Addresses and CIDRs: reading, writing, comparing, and whether an address is a public one. */
export { type Address, type Family, formatAddress, parseAddress } from './address/address.ts';
export { type Cidr, contains, formatCidr, overlaps, parseCidr } from './address/cidr.ts';
export { observedCidr } from './address/observed.ts';
export { checkPublicAddress, type NonPublicKind } from './address/public-address.ts';
