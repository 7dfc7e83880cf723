import type { Log, ObjectStore } from '../runtime/ports.ts';
import { readApplied, requireOwnState, type StateOwnerPorts } from '../store/applied.ts';
import { BASELINE_KEY } from '../store/baseline.ts';
import { type RecordPorts, readCached } from '../store/records.ts';

type WarmUpPorts = RecordPorts &
  StateOwnerPorts & { readonly objects: Pick<ObjectStore, 'get'>; readonly log: Log };

/**
 * Reads what every first request needs while Lambda still starts the function, so that there is a connection to S3 when the
 * first event comes. It does not call IAM: in a burst Lambda starts many functions at once, and IAM allows few reads. The
 * records are cached as long as any other, and the first request meets and reports a failure.
 */
export async function warmUp(deps: WarmUpPorts): Promise<void> {
  const { records } = deps.memory;
  await Promise.allSettled([
    readCached(deps, BASELINE_KEY).then((baseline) => {
      // During a deployment the baseline may be written a moment later.
      if (baseline === undefined) records.delete(BASELINE_KEY);
    }),
    readApplied(deps.objects)
      .then((applied) => requireOwnState(deps, applied?.state))
      .catch((error: unknown) => deps.log.error('start_failed', { error: String(error) })),
  ]);
}
