/** What `pnpm test` runs, in order: cheap checks first, browsers last. */

/** How a step's outcome becomes numbers: a report file of its test runner, or the exit code as one check. */
export type Counting = 'exit-code' | 'vitest' | 'playwright';

export interface Step {
  readonly name: string;
  /** Relative to the repository's root. */
  readonly directory: string;
  readonly command: string;
  readonly arguments: readonly string[];
  readonly counting: Counting;
  /** When the step fails, the rest would only fail for the same reason. */
  readonly essential?: boolean;
}

const exitCode = (name: string, directory: string, command: string, ...args: string[]): Step => ({
  name,
  directory,
  command,
  arguments: args,
  counting: 'exit-code',
});

export const steps: readonly Step[] = [
  exitCode('lint and format', '.', 'biome', 'check', '--error-on-warnings', '.'),
  exitCode('extension types generated', 'extension', 'wxt', 'prepare'),
  ...['shared', 'backend', 'extension', 'tests'].map((name) =>
    exitCode(`types of ${name}`, name, 'tsc', '-p', '.'),
  ),
  exitCode('build of the backend', 'backend', 'node', 'build.ts'),
  exitCode('build for Chrome', 'extension', 'wxt', 'build'),
  exitCode('build for Firefox', 'extension', 'wxt', 'build', '-b', 'firefox', '--mv3'),
  exitCode('store rules of Firefox', 'extension', 'node', 'scripts/lint-firefox.ts'),
  {
    name: 'unit and system tests',
    directory: '.',
    command: 'vitest',
    arguments: ['run', '--config', 'tests/vitest.config.ts', '--root', '.'],
    counting: 'vitest',
  },
  {
    ...exitCode('browsers are here', '.', 'node', 'tests/support/browsers/install-browsers.ts'),
    essential: true,
  },
  {
    name: 'end to end in Chromium',
    directory: 'tests',
    command: 'playwright',
    arguments: ['test', '--config', 'playwright.config.ts'],
    counting: 'playwright',
  },
  {
    name: 'end to end in Firefox',
    directory: 'tests',
    command: 'vitest',
    arguments: ['run', '--config', 'e2e/firefox/vitest.config.ts'],
    counting: 'vitest',
  },
  exitCode('the demo, without a window', '.', 'node', 'tests/tools/demo/start-demo.ts', '--headless'),
];

/** The steps whose name contains one of the words; without words, all. */
export function selectSteps(words: readonly string[]): readonly Step[] {
  return words.length === 0 ? steps : steps.filter(({ name }) => words.some((word) => name.includes(word)));
}
