import { defineConfig } from 'vitest/config';

/** The product in real Firefox: one browser for all files, brought back to how it was before each test (`fixtures.ts`). */
export default defineConfig({
  test: {
    name: 'firefox',
    root: import.meta.dirname,
    include: ['**/*.test.ts'],
    fileParallelism: false,
    isolate: false,
    testTimeout: 45_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 12_000, interval: 50 } },
  },
});
