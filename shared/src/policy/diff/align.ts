/** One thing before and after a change; absent where it was added or removed. */
export type Pair<T> =
  | { readonly before: T; readonly after: T | undefined }
  | { readonly before: undefined; readonly after: T };

/**
 * Pairs the statements of two documents by name: first those in the same place, then those that moved (which changes
 * nothing in IAM), then, whatever their names, those left over in the same place.
 */
export function alignStatements<T extends { readonly name: string }>(
  before: readonly T[],
  after: readonly T[],
): readonly Pair<T>[] {
  const partners = new Map<T, T>();
  const free = new Set(after);
  const pair = (from: T, to: T | undefined) => {
    if (to === undefined || partners.has(from) || !free.delete(to)) return;
    partners.set(from, to);
  };
  for (const [index, from] of before.entries())
    if (after[index]?.name === from.name) pair(from, after[index]);
  for (const from of before)
    pair(
      from,
      [...free].find(({ name }) => name === from.name),
    );
  for (const [index, from] of before.entries()) pair(from, after[index]);
  return [
    ...before.map((from) => ({ before: from, after: partners.get(from) })),
    ...Array.from(free, (to) => ({ before: undefined, after: to })),
  ];
}
