import { defineConfig } from 'vitest/config';

/** Every fast test of the repository in one run: unit tests beside the code, whole-system ones in `tests`. */
export default defineConfig({
  test: {
    // Two, also on two cores (by default one is left idle): several files mostly wait for programs they started.
    maxWorkers: 2,
    // Files share a process: starting one and loading the SDK for each file took half of the time. What a test changes in
    // the process it changes back.
    isolate: false,
    unstubEnvs: true,
    unstubGlobals: true,
    projects: [
      {
        test: { name: 'shared', root: 'shared', include: ['src/**/*.test.ts'] },
      },
      {
        test: {
          name: 'backend',
          root: 'backend',
          include: ['{src,infra,lean-sdk}/**/*.test.ts'],
        },
      },
      {
        test: {
          name: 'extension',
          root: 'extension',
          include: ['{lib,entrypoints}/**/*.test.{ts,tsx}'],
        },
      },
      {
        test: {
          name: 'system',
          root: 'tests',
          include: ['{backend,contract,sandbox,repo,tools}/**/*.test.ts'],
        },
      },
    ],
  },
});
