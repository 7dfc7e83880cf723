/** Reading a policy document: which statements have an allowlist, how large it is, how two documents differ. */

export { diffPolicies, type PolicyDiff } from './policy/diff/diff.ts';
export { readPolicy } from './policy/read.ts';
export { type AddressDeny, findAddressDeny, type StatementName } from './policy/review/address-deny.ts';
export { type Concern, reviewPolicy } from './policy/review/review.ts';
export { MAX_POLICY_SIZE, policySize } from './policy/size.ts';
export type { Allowlist, IpPolicy, PolicyReading, ReadOptions } from './policy/types.ts';
