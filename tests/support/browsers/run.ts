import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const execFileAsync = promisify(execFile);

/**
 * Runs a program to its end, for at most `timeoutMs` milliseconds. Expected to fail on some machines, so the outcome is
 * a value; `output` is the end of what it printed.
 */
export async function run(
  program: string,
  args: readonly string[],
  timeoutMs: number,
  environment: Readonly<Record<string, string>> = {},
): Promise<{ readonly ok: boolean; readonly output: string }> {
  try {
    const { stdout } = await execFileAsync(program, [...args], {
      timeout: timeoutMs,
      maxBuffer: 64 * 1024 * 1024,
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', ...environment },
    });
    return { ok: true, output: stdout };
  } catch (error) {
    return { ok: false, output: (error instanceof Error ? error.message : String(error)).slice(-2000) };
  }
}
