import { Buffer } from 'node:buffer';
import type { AllowlistDeps } from '../deps.ts';
import { AwsUnavailableError } from '../ports.ts';
import { type AppliedState, readApplied } from '../store/applied.ts';
import { type HeldLock, releaseLock, retakeLock, takeLock } from '../store/lock.ts';
import { POLL_FIRST_MS, POLL_LONGEST_MS } from '../timing.ts';

/** A lock, and whether somebody else held it first. */
export interface Turn {
  readonly lock: HeldLock;
  readonly waited: boolean;
}

/**
 * Takes the writer lock, at once if it is free, otherwise by looking again and again. `stillWanted` sees the last writer's
 * note each time and says whether to go on; `undefined` when it is no longer wanted.
 */
export async function waitForLock(
  deps: AllowlistDeps,
  stillWanted: (applied: AppliedState | undefined) => boolean,
): Promise<Turn | undefined> {
  const holder = Buffer.from(deps.randomBytes(12)).toString('hex');
  const first = await takeLock(deps, holder).catch((error: unknown) => {
    // The put may have taken effect although its answer was lost: then the lock is ours, and the next look tells.
    if (error instanceof AwsUnavailableError) return undefined;
    throw error;
  });
  if (first) return { lock: first, waited: false };
  for (let pause = POLL_FIRST_MS; ; pause = Math.min(pause * 1.5, POLL_LONGEST_MS)) {
    const [applied, lock] = await Promise.all([readApplied(deps.objects), retakeLock(deps, holder)]);
    if (!stillWanted(applied?.state)) {
      if (lock) await releaseLock(deps, lock);
      return undefined;
    }
    if (lock) return { lock, waited: true };
    await deps.clock.sleep(jitter(deps, pause));
  }
}

/** Between half and the whole of `pause`, so that those who wait do not all look at once. */
function jitter(deps: AllowlistDeps, pause: number): number {
  const [random = 0] = deps.randomBytes(1);
  return pause * (0.5 + random / 510);
}
