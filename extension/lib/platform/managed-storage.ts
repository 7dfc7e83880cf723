import * as v from 'valibot';
import { lacksKeys, withoutKeys } from '../settings/managed.ts';
import type { Area } from './environment.ts';

/** How long a read may take, in milliseconds. */
const READ_TIMEOUT_MS = 60;

/**
 * How long an empty result may mean that the policies are not loaded yet, in milliseconds after the first one of this
 * browser session. Chromium may return nothing for an extension that a policy has just installed.
 */
const EARLY_MS = 60_000;

const EMPTY_SINCE = 'managedEmptySince';

export interface ManagedAreaOptions {
  /** Where last known values are kept, keys left out. */
  readonly copies: Area;
  /** Where the time of the first empty result is kept: it ends with the browser. */
  readonly session: Area;
  readonly now: () => number;
  /** Whether a reader waits as long as it takes when the copy lacks a key: with the copy alone it could do nothing. */
  readonly needsKeys: boolean;
  readonly timeoutMs?: number;
}

/**
 * Reads an area that may keep its readers waiting: Chromium returns `storage.managed` only when its policies are loaded,
 * up to seconds after the browser has started. A popup must not wait that long, so the last known value is given
 * instead, and the real one is kept for the next time.
 */
export function createManagedArea(area: Area, options: ManagedAreaOptions): Area {
  const { copies, session, now, needsKeys, timeoutMs = READ_TIMEOUT_MS } = options;

  /** Whether an empty result may change soon, because the browser has just started. */
  async function isEarly(): Promise<boolean> {
    const since = v.safeParse(v.number(), await session.get(EMPTY_SINCE));
    if (!since.success) await session.set(EMPTY_SINCE, now());
    return !since.success || now() - since.output < EARLY_MS;
  }

  /** The result, kept for the next time. An early empty one neither counts nor deletes what is kept. */
  async function read(key: string): Promise<unknown> {
    // Firefox rejects when there is no policy for the extension at all.
    const value = await area.get(key).catch(() => undefined);
    const before = await copies.get(copyOf(key));
    if (value === undefined) {
      if (before === undefined) return undefined;
      if (await isEarly()) return before;
      await copies.remove(copyOf(key));
      return undefined;
    }
    const kept = withoutKeys(key, value);
    if (JSON.stringify(kept) !== JSON.stringify(before)) await copies.set(copyOf(key), kept);
    return value;
  }

  return {
    ...area,
    get: async (key) => {
      const answer = read(key);
      const late = new Promise<typeof LATE>((resolve) => setTimeout(resolve, timeoutMs, LATE));
      const first = await Promise.race([answer, late]);
      if (first !== LATE) return first;
      const kept = await copies.get(copyOf(key));
      return needsKeys && lacksKeys(kept) ? answer : kept;
    },
  };
}

/** Forgets settings that the organisation has taken back while the browser runs: this is no early result. */
export async function forgetManaged(copies: Area, keys: readonly string[]): Promise<void> {
  await Promise.all(keys.map((key) => copies.remove(copyOf(key))));
}

function copyOf(key: string): string {
  return `copy:${key}`;
}

const LATE = Symbol('late');
