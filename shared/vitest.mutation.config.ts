import { defineConfig } from 'vitest/config';

/**
 * The tests that have to detect the mutants: tables and cases, whose result is the same in every run. Properties depend on
 * their random values, so most are excluded, and those in a table's file use a fixed seed. The comparison with an IAM simulator
 * is slow.
 */
export default defineConfig({
  test: {
    include: ['src/**/*.test.ts'],
    exclude: ['src/**/*.prop.test.ts', 'src/render/iam-simulate.test.ts'],
    setupFiles: ['testing/fixed-seed.ts'],
  },
});
