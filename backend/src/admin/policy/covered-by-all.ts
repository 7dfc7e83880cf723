import { type Cidr, contains, parseCidr } from '@genkan/shared/address';
import type { Allowlist } from '@genkan/shared/policy';

/** Whether an entry of every allowlist covers the block. */
export function isCoveredByAll(cidr: Cidr, allowlists: readonly Allowlist[]): boolean {
  return allowlists.every(({ entries }) =>
    entries.some((entry) => {
      const parsed = parseCidr(entry);
      return parsed.ok && contains(parsed.value, cidr);
    }),
  );
}
