import type { Clock } from './ports.ts';

const STEP_MS = 1_000;

/** Sleeps for longer than the given time, a second at a time, so that a clock that tests move can follow. */
export async function pause(clock: Pick<Clock, 'sleep'>, milliseconds: number): Promise<void> {
  for (let waited = 0; waited <= milliseconds; waited += STEP_MS) await clock.sleep(STEP_MS);
}
