import { formatCidr } from '../../address/cidr.ts';
import { CidrSet } from '../../address/cidr-set.ts';
import type { LocatedFence } from '../types.ts';

/** One statement's fence in two documents; absent where it is none. */
interface FencePair {
  readonly old: LocatedFence | undefined;
  readonly now: LocatedFence | undefined;
}

/**
 * Addresses that a fence has now but did not have before, as spelled, unless they are `explained`. If not every fence
 * got one, the fences that did are named: `203.0.113.7/32 (statement 2)`.
 */
export function entriesThatCame(fences: readonly FencePair[], explained: CidrSet = new CidrSet()): string[] {
  const came = new Map<string, { readonly spelled: string; readonly statements: Set<number> }>();
  for (const { old, now } of fences) {
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
  const total = fences.filter(({ now }) => now !== undefined).length;
  return Array.from(came.values(), ({ spelled, statements }) =>
    statements.size === total
      ? spelled
      : `${spelled} (${Array.from(statements, (statement) => `statement ${statement}`).join(', ')})`,
  );
}
