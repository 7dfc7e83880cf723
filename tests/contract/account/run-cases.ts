import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { ACCOUNT_VARIABLE, type Account } from './account.ts';

const CONFIG = fileURLToPath(new URL('vitest.config.ts', import.meta.url));
const VITEST = fileURLToPath(new URL('vitest.mjs', import.meta.resolve('vitest/package.json')));

/** A run of the cases in a process of its own. */
export interface RunningCases {
  /** Resolves when the process has ended, with whether all went well. */
  readonly ended: Promise<boolean>;
  /** Ends the process now, so that nothing is made any more. */
  stop(): void;
}

/**
 * Starts the contract and the story. The process has a group of its own, so that Ctrl-C reaches only the caller, who must
 * outlive it to clean up.
 */
export function runCases(
  account: Account,
  environment: Readonly<Record<string, string | undefined>>,
  only: string | undefined,
): RunningCases {
  // A test run that starts this one must not make itself felt in it.
  const own = Object.entries(environment).filter(([name]) => !/^VITEST|^NODE_OPTIONS$|^TEST$/.test(name));
  const child: ChildProcess = spawn(
    process.execPath,
    [
      VITEST,
      'run',
      '--config',
      CONFIG,
      ...(only === undefined ? [] : ['--testNamePattern', literally(only)]),
    ],
    {
      env: {
        ...Object.fromEntries(own),
        [ACCOUNT_VARIABLE]: JSON.stringify(account),
        AWS_REGION: account.region,
        ...(account.endpoint && { AWS_ENDPOINT_URL: account.endpoint }),
      },
      stdio: ['ignore', 'inherit', 'inherit'],
      detached: process.platform !== 'win32',
    },
  );
  return {
    ended: once(child, 'exit').then(([code]) => code === 0),
    stop: () => void child.kill('SIGKILL'),
  };
}

function literally(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
