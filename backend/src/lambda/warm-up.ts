import type { Log, ObjectStore } from '../runtime/ports.ts';
import { readApplied, requireOwnState, type StateOwnerPorts } from '../store/applied.ts';
import { BASELINE_KEY } from '../store/baseline.ts';
import { type RecordPorts, readCached } from '../store/records.ts';

type WarmUpPorts = RecordPorts &
  StateOwnerPorts & { readonly objects: Pick<ObjectStore, 'get'>; readonly log: Log };

/**
 * Reads what every first request needs while Lambda still starts the function, so that a connection to S3 stands when the
 * first event comes. IAM is not asked: in a crowd Lambda starts many functions at once, and IAM allows few reads. What is
 * read counts only as long as it always does, and a failure is the first request's to meet and to report.
 */
export async function warmUp(deps: WarmUpPorts): Promise<void> {
  const { records } = deps.memory;
  await Promise.allSettled([
    readCached(deps, BASELINE_KEY).then((baseline) => {
      // A deployment that is being set up: it may be there the next moment.
      if (baseline === undefined) records.delete(BASELINE_KEY);
    }),
    readApplied(deps.objects)
      .then((applied) => requireOwnState(deps, applied?.state))
      .catch((error: unknown) => deps.log.error('start_failed', { error: String(error) })),
  ]);
}
