import type { Area } from './environment.ts';

/** How long an answer is waited for, in milliseconds. */
const PATIENCE = 60;

/**
 * Reads an area that may keep its readers waiting: Chromium answers `storage.managed` only when its policies are loaded,
 * up to seconds after the browser has started. Nobody waits that long for a popup, so the last known value is given
 * instead, and the real one is kept for the next time.
 * @param copies where last known values are kept
 */
export function createPatientArea(area: Area, copies: Area, patience = PATIENCE): Area {
  return {
    ...area,
    get: async (key) => {
      const copy = `copy:${key}`;
      // Firefox rejects when there is no policy for the extension at all.
      const answer = area.get(key).catch(() => undefined);
      // Nobody waits for the copy either.
      const kept = answer.then(async (value) => {
        const before = await copies.get(copy);
        if (value === undefined && before !== undefined) await copies.remove(copy);
        if (value !== undefined && JSON.stringify(value) !== JSON.stringify(before))
          await copies.set(copy, value);
      });
      kept.catch(() => undefined);
      const late = new Promise<typeof LATE>((resolve) => setTimeout(resolve, patience, LATE));
      const first = await Promise.race([answer, late]);
      return first === LATE ? copies.get(copy) : first;
    },
  };
}

const LATE = Symbol('late');
