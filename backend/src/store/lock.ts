import * as v from 'valibot';
import type { AllowlistDeps } from '../deps.ts';
import { PreconditionFailedError, type WriteCondition } from '../ports.ts';
import { LOCK_LIFETIME_MS } from '../timing.ts';

const LOCK_KEY = 'state/writer.lock';

const lockSchema = v.object({ holder: v.string(), takenAt: v.number() });

/** The single-writer lock, held. */
export interface HeldLock {
  readonly etag: string;
  readonly takenAt: number;
}

/** Takes the lock if nobody has it; `undefined` when somebody does. */
export function takeLock(deps: AllowlistDeps, holder: string): Promise<HeldLock | undefined> {
  return write(deps, holder, { ifNoneMatch: '*' });
}

/**
 * Looks at a lock that was refused: takes it when it is gone or has expired, adopts it when it turns out to be our own
 * (a put that took effect although its answer was lost); `undefined` while somebody else holds it.
 */
export async function retakeLock(deps: AllowlistDeps, holder: string): Promise<HeldLock | undefined> {
  const stored = await deps.objects.get(LOCK_KEY);
  if (!stored) return takeLock(deps, holder);
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), lockSchema), stored.body);
  if (parsed.success && parsed.output.holder === holder) {
    return { etag: stored.etag, takenAt: parsed.output.takenAt };
  }
  if (parsed.success && !isExpired(parsed.output.takenAt, deps.clock.now())) return undefined;
  return write(deps, holder, { ifMatch: stored.etag });
}

/** Gives the lock back. Losing it meanwhile to somebody who waited too long is not an error. */
export async function releaseLock(deps: AllowlistDeps, lock: HeldLock): Promise<void> {
  try {
    await deps.objects.delete(LOCK_KEY, { ifMatch: lock.etag });
  } catch (error) {
    // Whatever happened, the lock expires by itself.
    if (!(error instanceof PreconditionFailedError))
      deps.log.error('lock_release_failed', { error: String(error) });
  }
}

/** The lock as it stands, for the doctor. */
export async function inspectLock(
  deps: AllowlistDeps,
): Promise<{ readonly takenAt: number; readonly expired: boolean } | undefined> {
  const stored = await deps.objects.get(LOCK_KEY);
  if (!stored) return undefined;
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), lockSchema), stored.body);
  if (!parsed.success) return { takenAt: 0, expired: true };
  const { takenAt } = parsed.output;
  return { takenAt, expired: isExpired(takenAt, deps.clock.now()) };
}

/** A lock from far in the future was taken by a clock that has since been set back: it must not block for hours. */
function isExpired(takenAt: number, now: number): boolean {
  return now >= takenAt + LOCK_LIFETIME_MS || takenAt > now + LOCK_LIFETIME_MS;
}

async function write(
  deps: AllowlistDeps,
  holder: string,
  condition: WriteCondition,
): Promise<HeldLock | undefined> {
  const takenAt = deps.clock.now();
  try {
    const { etag } = await deps.objects.put(LOCK_KEY, JSON.stringify({ holder, takenAt }), condition);
    return { etag, takenAt };
  } catch (error) {
    if (error instanceof PreconditionFailedError) return undefined;
    throw error;
  }
}
