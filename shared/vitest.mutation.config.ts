import { defineConfig } from 'vitest/config';

/**
 * The tests that have to kill the mutants: tables and cases, which say the same in every run. The properties try other
 * values each time, so what they kill would change from run to run; the judge is slow.
 */
export default defineConfig({
  test: { include: ['src/**/*.test.ts'], exclude: ['src/**/*.prop.test.ts', 'src/judge.test.ts'] },
});
