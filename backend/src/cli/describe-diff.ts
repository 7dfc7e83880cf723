/** What went in, what came out, and what else differs, in words. */
interface Differences {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly other: readonly string[];
}

/** A difference between two documents as lines with + and -. */
export function describeDiff(diff: Differences): string {
  const lines = [
    ...diff.added.map((entry) => `+ ${entry}`),
    ...diff.removed.map((entry) => `- ${entry}`),
    ...diff.other.map((words) => `! ${words}`),
  ];
  return lines.length === 0 ? '(no difference)' : lines.join('\n');
}
