import type { AwsService, Clock } from '../ports.ts';
import { SDK_ATTEMPTS } from '../timing.ts';
import { isRefusedForNow, toPortError } from './errors.ts';

const FIRST_PAUSE_MS = 200;

/**
 * Calls AWS, again while it says "not now" (throttled, 503). The SDK's own retries are off: they repeat calls whose answer
 * was lost as well, and a repeated CreatePolicyVersion would make two versions.
 * @throws the port's errors
 */
export async function attemptCall<T>(clock: Clock, service: AwsService, call: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await call();
    } catch (error) {
      if (attempt >= SDK_ATTEMPTS || !isRefusedForNow(error)) throw toPortError(service, error);
      await clock.sleep(FIRST_PAUSE_MS * 2 ** (attempt - 1));
    }
  }
}
