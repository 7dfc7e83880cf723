import { listVersionsCached } from '../allowlist/view.ts';
import type { AllowlistDeps } from '../deps.ts';
import { BASELINE_KEY } from '../store/baseline.ts';
import { readCached } from '../store/records.ts';

/**
 * Reads what every first request needs while Lambda still starts the function, so that the connections to S3 and IAM
 * stand when the first event comes. What is read counts only as long as it always does, and a failure is the first
 * request's to meet and to tell.
 */
export async function warmUp(deps: AllowlistDeps): Promise<void> {
  const { records } = deps.memory;
  await Promise.allSettled([
    readCached(deps, BASELINE_KEY).then((baseline) => {
      // A deployment that is being set up: it may be there the next moment.
      if (baseline === undefined) records.delete(BASELINE_KEY);
    }),
    listVersionsCached(deps),
  ]);
}
