import { Buffer } from 'node:buffer';
import { AwsUnavailableError, type Clock, type RandomBytes } from '../../runtime/ports.ts';
import { POLL_FIRST_MS, POLL_LONGEST_MS } from '../../runtime/timing.ts';
import { type AppliedState, readApplied } from '../../store/applied.ts';
import {
  abandonLock,
  type HeldLock,
  type LockPorts,
  releaseLock,
  retakeLock,
  takeLock,
} from '../../store/lock.ts';

type LockQueuePorts = LockPorts & { readonly clock: Clock; readonly randomBytes: RandomBytes };

/** A lock, and whether another writer held it first. */
export interface AcquiredLock {
  readonly lock: HeldLock;
  readonly hasWaited: boolean;
}

/**
 * Takes the writer lock, at once if it is free, otherwise by polling. `isWanted` receives the confirmed
 * applied state each time and returns whether to go on; `undefined` when the lock is no longer wanted. When this returns or
 * throws, no call of it is under way any more, save one that AWS did not respond to.
 */
export async function waitForLock(
  deps: LockQueuePorts,
  isWanted: (applied: AppliedState | undefined) => boolean,
): Promise<AcquiredLock | undefined> {
  const holder = Buffer.from(deps.randomBytes(12)).toString('hex');
  const first = await takeLock(deps, holder).catch((error: unknown) => {
    // The put may have taken effect although its response was lost: then the lock is ours, and the next poll tells.
    if (error instanceof AwsUnavailableError) return undefined;
    throw error;
  });
  if (first) return { lock: first, hasWaited: false };
  for (let pause = POLL_FIRST_MS; ; pause = Math.min(pause * 1.5, POLL_LONGEST_MS)) {
    const [reading, taking] = await Promise.allSettled([readApplied(deps.objects), retakeLock(deps, holder)]);
    const lock = taking.status === 'fulfilled' ? taking.value : undefined;
    const failed = [taking, reading].find((result) => result.status === 'rejected');
    if (failed) {
      if (lock) await releaseLock(deps, lock);
      abandonLock(deps, holder);
      throw failed.reason;
    }
    const applied = reading.status === 'fulfilled' ? reading.value?.state : undefined;
    if (!isWanted(applied?.confirmed ? applied : undefined)) {
      if (lock) await releaseLock(deps, lock);
      abandonLock(deps, holder);
      return undefined;
    }
    if (lock) return { lock, hasWaited: true };
    await deps.clock.sleep(jitter(deps, pause));
  }
}

/** Between half and the whole of `pause`, so that waiting processes do not poll at the same moment. */
function jitter(deps: Pick<LockQueuePorts, 'randomBytes'>, pause: number): number {
  const [random = 0] = deps.randomBytes(1);
  return pause * (0.5 + random / 510);
}
