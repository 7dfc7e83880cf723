import type { AwsService, Clock } from '../ports.ts';
import { SDK_ATTEMPTS } from '../timing.ts';
import { isAnswerLost, isRefusedForNow, toPortError } from './errors.ts';

const FIRST_PAUSE_MS = 200;

/** May a call be made again although its answer was lost, so that the first one may have taken effect? */
export type Repeatable = 'always' | 'unless-timed-out' | 'never';

/**
 * Calls AWS, again while it says "not now" (throttled, 503), and once more after a lost answer where that does no harm: a
 * kept connection that was closed while Lambda froze the process fails exactly once. The SDK's own retries are off,
 * because they repeat every call: a repeated CreatePolicyVersion would make two versions.
 * @throws the port's errors
 */
export async function attemptCall<T>(
  clock: Clock,
  service: AwsService,
  call: () => Promise<T>,
  repeatable: Repeatable = 'always',
): Promise<T> {
  let mayRepeat = repeatable !== 'never';
  for (let attempt = 1; ; attempt++) {
    try {
      return await call();
    } catch (error) {
      const isLost = mayRepeat && isAnswerLost(error, repeatable === 'always');
      if (isLost) mayRepeat = false;
      else if (attempt >= SDK_ATTEMPTS || !isRefusedForNow(error)) throw toPortError(service, error);
      await clock.sleep(isLost ? 0 : FIRST_PAUSE_MS * 2 ** (attempt - 1));
    }
  }
}
