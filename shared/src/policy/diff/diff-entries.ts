import { formatCidr } from '../../address/cidr.ts';
import { CidrSet } from '../../address/cidr-set.ts';
import type { LocatedAllowlist } from '../types.ts';

/** One statement's allowlist in two documents; absent where it is none. */
interface AllowlistPair {
  readonly before: LocatedAllowlist | undefined;
  readonly after: LocatedAllowlist | undefined;
}

/**
 * Addresses that an allowlist has now but did not have before, as spelled, unless they are `explained`. If not every allowlist
 * got one, the allowlists that did are named: `203.0.113.7/32 (statement 2)`.
 */
export function addedEntries(
  allowlists: readonly AllowlistPair[],
  explained: CidrSet = new CidrSet(),
): string[] {
  const added = new Map<string, { readonly spelled: string; readonly statements: Set<number> }>();
  for (const { before, after } of allowlists) {
    if (after === undefined) continue;
    const known = new Set(before?.list.entries.map(({ cidr }) => formatCidr(cidr)));
    for (const { cidr, spelled } of after.list.entries) {
      const text = formatCidr(cidr);
      if (known.has(text) || explained.has(cidr)) continue;
      const found = added.get(text) ?? { spelled, statements: new Set() };
      found.statements.add(after.statement);
      added.set(text, found);
    }
  }
  const total = allowlists.filter(({ after }) => after !== undefined).length;
  return Array.from(added.values(), ({ spelled, statements }) =>
    statements.size === total
      ? spelled
      : `${spelled} (${Array.from(statements, (statement) => `statement ${statement}`).join(', ')})`,
  );
}
