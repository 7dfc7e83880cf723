import { defineConfig } from '@playwright/test';

/**
 * The product in real Chromium: built extension, Lambda handlers, sandbox AWS. Two browsers, each with a deployment of its
 * own, because specs mostly wait for AWS's propagation. Nothing is retried, so that a flaky promise is a broken one.
 */
export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  outputDir: '../test-results/e2e',
  globalSetup: './e2e/chromium/global-setup.ts',
  workers: 2,
  retries: 0,
  forbidOnly: true,
  timeout: 45_000,
  expect: { timeout: 8_000 },
  reporter: 'list',
});
