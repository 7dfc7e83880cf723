import { defineConfig } from 'vitest/config';

/**
 * The tests that have to kill the mutants: tables and cases, which say the same in every run. What properties kill
 * depends on the values they try, so most stay out, and those in a table's file try the same ones always; the judge is
 * slow.
 */
export default defineConfig({
  test: {
    include: ['src/**/*.test.ts'],
    exclude: ['src/**/*.prop.test.ts', 'src/judge.test.ts'],
    setupFiles: ['testing/fixed-seed.ts'],
  },
});
