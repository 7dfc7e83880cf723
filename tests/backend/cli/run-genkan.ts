import { execFile } from 'node:child_process';
import { childEnvironment } from '../../support/child-environment.ts';
import { builtPrograms } from './built-backend.ts';

const TIME_LIMIT_MS = 60_000;

/** What a run of the command line left behind. */
export interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs the command line in a process of its own, without a terminal; a failure is an outcome too. */
export async function runGenkan(
  environment: Readonly<Record<string, string>>,
  args: readonly string[],
): Promise<Outcome> {
  const { genkan } = await builtPrograms();
  return new Promise((resolve, reject) => {
    const child = execFile(
      process.execPath,
      [genkan, ...args],
      { env: childEnvironment(environment), timeout: TIME_LIMIT_MS },
      (error, out, err) => {
        const code = error === null ? 0 : error.code;
        if (typeof code === 'number') resolve({ code, out, err });
        else reject(new Error(`genkan ${args.join(' ')} was stopped:\n${out}${err}`, { cause: error }));
      },
    );
    child.stdin?.end();
  });
}
