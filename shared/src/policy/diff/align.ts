/** What became of one thing: what it was and what it is now; absent where it came or went. */
export type Pair<T> =
  | { readonly old: T; readonly now: T | undefined }
  | { readonly old: undefined; readonly now: T };

/**
 * Pairs the statements of two documents by name: first those in the same place, then those that moved (which changes
 * nothing in IAM), then, whatever their names, those left over in the same place.
 */
export function alignStatements<T extends { readonly name: string }>(
  old: readonly T[],
  now: readonly T[],
): readonly Pair<T>[] {
  const partners = new Map<T, T>();
  const free = new Set(now);
  const pair = (from: T, to: T | undefined) => {
    if (to === undefined || partners.has(from) || !free.delete(to)) return;
    partners.set(from, to);
  };
  for (const [index, from] of old.entries()) if (now[index]?.name === from.name) pair(from, now[index]);
  for (const from of old)
    pair(
      from,
      [...free].find(({ name }) => name === from.name),
    );
  for (const [index, from] of old.entries()) pair(from, now[index]);
  return [
    ...old.map((from) => ({ old: from, now: partners.get(from) })),
    ...Array.from(free, (to) => ({ old: undefined, now: to })),
  ];
}
