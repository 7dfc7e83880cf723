import { type Clock, PolicyNotFoundError } from '../../runtime/ports.ts';
import { POLL_FIRST_MS, POLL_LONGEST_MS } from '../../runtime/timing.ts';

/**
 * Repeats a read of something that exists until IAM shows it, so many times at most.
 * @throws {PolicyNotFoundError} when IAM never shows it
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_general.html#troubleshoot_general_eventual-consistency
 */
export async function readUntilShown<T>(
  clock: Pick<Clock, 'sleep'>,
  attempts: number,
  read: () => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await read();
    } catch (error) {
      if (!(error instanceof PolicyNotFoundError) || attempt >= attempts) throw error;
    }
    await clock.sleep(pauseAfter(attempt));
  }
}

/** The pause in milliseconds after a read that did not show what exists. */
export function pauseAfter(attempt: number): number {
  return Math.min(POLL_FIRST_MS * 2 ** attempt, POLL_LONGEST_MS);
}
