import * as v from 'valibot';
import { jsonText } from '../runtime/json-text.ts';
import {
  type Clock,
  type Log,
  type ObjectStore,
  PreconditionFailedError,
  type WriteCondition,
} from '../runtime/ports.ts';
import { LOCK_LIFETIME_MS } from '../runtime/timing.ts';

const LOCK_KEY = 'state/writer.lock';

/** Holders of this process that have given up, kept for later requests of the same process. */
const MAX_ABANDONED_HOLDERS = 50;

/** Ids of lock holders of this process that have responded and will not use the lock. */
export interface LockMemory {
  readonly abandonedHolders: Set<string>;
}

export interface LockPorts {
  readonly objects: Pick<ObjectStore, 'get' | 'put' | 'delete'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Log;
  readonly memory: LockMemory;
}

export function createLockMemory(): LockMemory {
  return { abandonedHolders: new Set() };
}

const lockSchema = v.object({ holder: v.string(), takenAt: v.number() });

/** The single-writer lock, held. */
export interface HeldLock {
  readonly holder: string;
  readonly etag: string;
  readonly takenAt: number;
}

/** Takes the lock if it is free; `undefined` when it is held. */
export function takeLock(deps: LockPorts, holder: string): Promise<HeldLock | undefined> {
  return write(deps, holder, { ifNoneMatch: '*' });
}

/**
 * Reads a lock that was held: takes it when it was deleted, has expired, or belongs to a request of this process that has
 * responded without it; adopts it when it is this holder's own (a put that took effect although its response was lost).
 * `undefined` while another writer holds it.
 */
export async function retakeLock(deps: LockPorts, holder: string): Promise<HeldLock | undefined> {
  const stored = await deps.objects.get(LOCK_KEY);
  if (!stored) return takeLock(deps, holder);
  const parsed = parseLock(stored.body);
  if (!parsed.success) return write(deps, holder, { ifMatch: stored.etag });
  const { holder: current, takenAt } = parsed.output;
  if (current === holder) return { holder, etag: stored.etag, takenAt };
  const isFree = deps.memory.abandonedHolders.has(current) || isExpired(takenAt, deps.clock.now());
  return isFree ? write(deps, holder, { ifMatch: stored.etag }) : undefined;
}

/**
 * Records that a holder no longer uses the lock, although a put that it sent may still take effect: Lambda freezes the process
 * after the response, and the put arrives later.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html
 */
export function abandonLock(deps: Pick<LockPorts, 'memory'>, holder: string): void {
  const { abandonedHolders } = deps.memory;
  abandonedHolders.add(holder);
  const oldest = abandonedHolders.values().next();
  if (abandonedHolders.size > MAX_ABANDONED_HOLDERS && !oldest.done) abandonedHolders.delete(oldest.value);
}

/** Releases the lock. A lock that another writer took over after it expired is left alone. */
export async function releaseLock(deps: LockPorts, lock: HeldLock): Promise<void> {
  try {
    await deps.objects.delete(LOCK_KEY, { ifMatch: lock.etag });
  } catch (error) {
    if (error instanceof PreconditionFailedError) return;
    // The lock expires by itself; this process does not wait for that.
    abandonLock(deps, lock.holder);
    deps.log.error('lock_release_failed', { error: String(error) });
  }
}

/** The lock as it stands, for the doctor. */
export async function inspectLock(
  deps: Pick<LockPorts, 'objects' | 'clock'>,
): Promise<{ readonly takenAt: number; readonly expired: boolean } | undefined> {
  const stored = await deps.objects.get(LOCK_KEY);
  if (!stored) return undefined;
  const parsed = parseLock(stored.body);
  if (!parsed.success) return { takenAt: 0, expired: true };
  const { takenAt } = parsed.output;
  return { takenAt, expired: isExpired(takenAt, deps.clock.now()) };
}

const parseLock = (text: string) => v.safeParse(jsonText(lockSchema), text);

/** A lock from far in the future was taken with a clock that has been set back since then. It must not block for hours. */
function isExpired(takenAt: number, now: number): boolean {
  return now >= takenAt + LOCK_LIFETIME_MS || takenAt > now + LOCK_LIFETIME_MS;
}

async function write(
  deps: LockPorts,
  holder: string,
  condition: WriteCondition,
): Promise<HeldLock | undefined> {
  const takenAt = deps.clock.now();
  try {
    const { etag } = await deps.objects.put(LOCK_KEY, JSON.stringify({ holder, takenAt }), condition);
    return { holder, etag, takenAt };
  } catch (error) {
    if (error instanceof PreconditionFailedError) return undefined;
    throw error;
  }
}
