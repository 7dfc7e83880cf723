import { formatCidr } from '../../address/cidr.ts';
import { CidrSet } from '../../address/cidr-set.ts';
import type { LocatedAllowlist } from '../types.ts';

/** One statement's allowlist in two documents; absent where it is none. */
interface AllowlistPair {
  readonly old: LocatedAllowlist | undefined;
  readonly now: LocatedAllowlist | undefined;
}

/**
 * Addresses that an allowlist has now but did not have before, as spelled, unless they are `explained`. If not every allowlist
 * got one, the allowlists that did are named: `203.0.113.7/32 (statement 2)`.
 */
export function addedEntries(
  allowlists: readonly AllowlistPair[],
  explained: CidrSet = new CidrSet(),
): string[] {
  const came = new Map<string, { readonly spelled: string; readonly statements: Set<number> }>();
  for (const { old, now } of allowlists) {
    if (now === undefined) continue;
    const known = new Set(old?.list.entries.map(({ cidr }) => formatCidr(cidr)));
    for (const { cidr, spelled } of now.list.entries) {
      const text = formatCidr(cidr);
      if (known.has(text) || explained.has(cidr)) continue;
      const found = came.get(text) ?? { spelled, statements: new Set() };
      found.statements.add(now.statement);
      came.set(text, found);
    }
  }
  const total = allowlists.filter(({ now }) => now !== undefined).length;
  return Array.from(came.values(), ({ spelled, statements }) =>
    statements.size === total
      ? spelled
      : `${spelled} (${Array.from(statements, (statement) => `statement ${statement}`).join(', ')})`,
  );
}
