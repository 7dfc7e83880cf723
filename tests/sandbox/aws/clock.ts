import { setTimeout as sleep } from 'node:timers/promises';

/** Time for the sandbox, in milliseconds; a test may give its own. */
export interface SandboxClock {
  now(): number;
  sleep(milliseconds: number): Promise<void>;
}

export const SYSTEM_CLOCK: SandboxClock = {
  now: () => Date.now(),
  sleep: async (milliseconds) => {
    await sleep(milliseconds);
  },
};
