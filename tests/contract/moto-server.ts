import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import type { RunningTarget } from './contract-case.ts';

/** The path of `moto_server` on this machine, or `undefined`. No test requires it; where it exists, it is a second target. */
export async function findMotoServer(path = process.env['PATH'] ?? ''): Promise<string | undefined> {
  for (const folder of path.split(delimiter).filter((entry) => entry !== '')) {
    const file = join(folder, 'moto_server');
    try {
      await access(file, constants.X_OK);
      return file;
    } catch {
      // Not in this folder.
    }
  }
  return undefined;
}

/** Starts `moto_server` on a free port of loopback. @throws when it ends before it listens. */
export async function startMoto(command: string): Promise<RunningTarget> {
  const child = spawn(command, ['-H', '127.0.0.1', '-p', '0'], { stdio: ['ignore', 'ignore', 'pipe'] });
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  for await (const line of createInterface({ input: child.stderr })) {
    const endpoint = /Running on (http:\/\/127\.0\.0\.1:\d+)/.exec(line)?.[1];
    if (endpoint === undefined) continue;
    // Its request log goes on; unread, it would fill the pipe and stop the server.
    child.stderr.resume();
    return {
      endpoint,
      async close() {
        process.off('exit', kill);
        const exited = once(child, 'exit');
        child.kill('SIGTERM');
        await exited;
      },
    };
  }
  throw new Error(`${command} ended before it listened`);
}
