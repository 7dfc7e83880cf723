import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { childEnvironment } from '../support/child-environment.ts';

const TIME_LIMIT_MS = 60_000;

/** Runs the administrator's command line in a process of its own, as a person does; returns what it printed. */
export async function runGenkan(
  program: string,
  environment: Readonly<Record<string, string>>,
  args: readonly string[],
): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [program, ...args], {
    env: childEnvironment(environment),
    timeout: TIME_LIMIT_MS,
  });
  return stdout;
}
