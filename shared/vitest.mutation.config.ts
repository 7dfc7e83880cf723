import { defineConfig } from 'vitest/config';

/** The tests that mutants have to survive: all but the judge's, which is slow and judges the same documents again. */
export default defineConfig({
  test: { include: ['src/**/*.test.ts'], exclude: ['src/judge.test.ts'] },
});
