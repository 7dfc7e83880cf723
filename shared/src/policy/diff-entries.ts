import { type Cidr, formatCidr } from '../address/cidr.ts';
import type { Pair } from './align.ts';
import type { LocatedFence } from './types.ts';

/**
 * Addresses that a fence has now but did not have before, as spelled. Unless every fence got one, the fences that did
 * are named: `203.0.113.7/32 (statement 2)`.
 */
export function entriesThatCame(
  fences: readonly Pair<LocatedFence>[],
  explained: (cidr: Cidr) => boolean,
): string[] {
  const came = new Map<string, { readonly spelled: string; readonly statements: Set<number> }>();
  for (const { old, now } of fences) {
    const known = new Set(old?.cidrs.map(formatCidr));
    for (const [index, cidr] of now?.cidrs.entries() ?? []) {
      const text = formatCidr(cidr);
      if (known.has(text) || explained(cidr)) continue;
      const found = came.get(text) ?? { spelled: now?.entries[index] ?? text, statements: new Set() };
      found.statements.add(now?.statement ?? 0);
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
