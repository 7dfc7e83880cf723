import { type Cidr, formatCidr } from '../address/cidr.ts';
import { compareValues } from './diff-values.ts';
import { parseJson } from './json.ts';
import { locateFences } from './read.ts';
import type { LocatedFence, LocatedReading, ReadOptions } from './types.ts';

/** What changed from one document to another, in words a person reads. */
export interface PolicyDiff {
  /** Addresses that came into a fence's list, as spelled; the statement is named where only some fences got them. */
  readonly added: string[];
  readonly removed: string[];
  /** Every other change of meaning, such as `statement 2 → Action: was "s3:*", now "*"`. */
  readonly other: string[];
  /** Nothing of the meaning changed; white space and the spelling of addresses may have. */
  readonly same: boolean;
}

/** Compares two documents by meaning: addresses of the fences first, then everything else. Never throws. */
export function diffPolicies(before: string, after: string, options: ReadOptions = {}): PolicyDiff {
  return diffReadings(locateFences(before, options), before, locateFences(after, options), after);
}

/** `diffPolicies` for documents that are read already; entries that came in and are `explained` do not count. */
export function diffReadings(
  old: LocatedReading,
  before: string,
  now: LocatedReading,
  after: string,
  explained: (fence: LocatedFence, cidr: Cidr) => boolean = () => false,
): PolicyDiff {
  const added = missingEntries(now, old, explained);
  const removed = missingEntries(old, now, () => false);
  const other = otherChanges(before, old, after, now);
  return { added, removed, other, same: added.length + removed.length + other.length === 0 };
}

/** The fence of the other document that is the same statement: by Sid or content, else by position. */
function counterpart(fence: LocatedFence, others: readonly LocatedFence[]): LocatedFence | undefined {
  return (
    others.find(({ identity, statement }) => identity === fence.identity && statement === fence.statement) ??
    others.find(({ identity }) => identity === fence.identity) ??
    others.find(({ statement }) => statement === fence.statement)
  );
}

/** The entries of `reading` that the same fence of `others` does not have. */
function missingEntries(
  reading: LocatedReading,
  others: LocatedReading,
  explained: (fence: LocatedFence, cidr: Cidr) => boolean,
): string[] {
  if (!reading.ok || !others.ok) return [];
  const statementsByEntry = new Map<string, { readonly spelled: string; readonly statements: Set<number> }>();
  for (const fence of reading.fences) {
    const known = new Set(counterpart(fence, others.fences)?.cidrs.map(formatCidr));
    for (const [index, cidr] of fence.cidrs.entries()) {
      const text = formatCidr(cidr);
      if (known.has(text) || explained(fence, cidr)) continue;
      const found = statementsByEntry.get(text) ?? {
        spelled: fence.entries[index] ?? text,
        statements: new Set(),
      };
      found.statements.add(fence.statement);
      statementsByEntry.set(text, found);
    }
  }
  return [...statementsByEntry.values()].map(({ spelled, statements }) =>
    statements.size === reading.fences.length
      ? spelled
      : `${spelled} (${[...statements].map((number) => `statement ${number}`).join(', ')})`,
  );
}

function otherChanges(before: string, old: LocatedReading, after: string, now: LocatedReading): string[] {
  const oldTree = parseJson(before);
  const nowTree = parseJson(after);
  if (!oldTree.ok || !nowTree.ok) {
    return [
      ...(oldTree.ok ? [] : [`the document before: ${oldTree.reason}`]),
      ...(nowTree.ok ? [] : [`the document after: ${nowTree.reason}`]),
    ];
  }
  // Where one side has no lists to compare, the lists are values like any other.
  const lists = (reading: LocatedReading) =>
    new Set(old.ok && now.ok && reading.ok ? reading.fences.map(({ node }) => node.offset) : []);
  return compareValues(
    { node: oldTree.value, text: before, lists: lists(old) },
    { node: nowTree.value, text: after, lists: lists(now) },
  );
}
