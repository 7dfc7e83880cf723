import { type Cidr, contains, parseCidr } from '@genkan/shared/address';
import type { Fence } from '@genkan/shared/policy';

/** Whether an entry of every allowlist covers the block. */
export function isCoveredByAll(cidr: Cidr, fences: readonly Fence[]): boolean {
  return fences.every(({ entries }) =>
    entries.some((entry) => {
      const parsed = parseCidr(entry);
      return parsed.ok && contains(parsed.value, cidr);
    }),
  );
}
