import { defineConfig } from 'vitest/config';
import { readAccount } from './account.ts';

const isStandIn = readAccount(process.env).endpoint !== undefined;

/**
 * Started by `main.ts` alone. On AWS a case that read something stale is run again, with everything made anew; a
 * stand-in has no such excuse. One thread, so that stopping the process stops all of it.
 */
export default defineConfig({
  test: {
    name: 'account',
    root: import.meta.dirname,
    include: ['*.aws.ts'],
    pool: 'threads',
    fileParallelism: false,
    testTimeout: 180_000,
    hookTimeout: 180_000,
    retry: isStandIn ? 0 : { count: 4, delay: 10_000 },
  },
});
