import { defineConfig } from 'vitest/config';

/** The product in real Firefox: slower to start than Chromium, so it tells the main story and opens every page. */
export default defineConfig({
  test: {
    name: 'firefox',
    root: import.meta.dirname,
    include: ['**/*.test.ts'],
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 180_000,
  },
});
