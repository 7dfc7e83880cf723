/** One piece of the product's source, replaced by a broken one while it is loaded. The product itself knows nothing of it. */
export interface Edit {
  /** The module, as a path below the repository's root. */
  readonly file: string;
  /** Must occur in the module exactly once. */
  readonly find: string;
  readonly replace: string;
}

/** @throws {RangeError} when the piece is not there exactly once: the product has changed, and the test must follow. */
export function mutate(source: string, { file, find, replace }: Edit): string {
  const occurrences = source.split(find).length - 1;
  if (occurrences !== 1) throw new RangeError(`${file} has ${occurrences} times, not once: ${find}`);
  return source.replace(find, () => replace);
}

/** A planted mutant: a deliberate fault of Genkan. The simulation must find each of them. */
export interface Mutant {
  readonly name: string;
  readonly edits: readonly Edit[];
  /** The first seed to run: the one that last showed it. 1 when absent. */
  readonly from?: number;
}
