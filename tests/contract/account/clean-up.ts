import type { Made } from './journal.ts';

/** Removes one thing; `gone` when AWS knows nothing of it. */
export type Remove = (made: Made) => Promise<'removed' | 'gone'>;

export interface Leftover extends Made {
  readonly reason: string;
}

export interface CleanUpOptions {
  /** Between two rounds; IAM's reads may be seconds old. */
  readonly pause: () => Promise<void>;
  /** How often to try before giving up. */
  readonly rounds: number;
}

/**
 * Removes everything a run made. IAM may deny for some seconds that it knows a policy which was just created, so a thing
 * counts as gone only when two rounds in a row, a pause apart, have not found it. One failure stops nothing: it is tried again
 * with the rest, and what is left in the end comes back with its reason.
 */
export async function cleanUp(
  made: readonly Made[],
  remove: Remove,
  { pause, rounds }: CleanUpOptions,
): Promise<readonly Leftover[]> {
  let left = made.map((one) => ({ ...one, missed: 0, reason: 'nobody looked' }));
  for (let round = 1; left.length > 0 && round <= rounds; round += 1) {
    if (round > 1) await pause();
    const next: typeof left = [];
    for (const one of left) {
      const outcome = await attempt(remove, one);
      const missed = outcome === 'gone' ? one.missed + 1 : 0;
      if (missed < 2) next.push({ ...one, missed, reason: outcome });
    }
    left = next;
  }
  return left
    .filter(({ reason }) => reason !== 'gone' && reason !== 'removed')
    .map(({ kind, name, reason }) => ({ kind, name, reason }));
}

async function attempt(remove: Remove, made: Made): Promise<string> {
  try {
    return await remove({ kind: made.kind, name: made.name });
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  }
}
