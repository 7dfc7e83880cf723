import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import * as v from 'valibot';
import { findProgram } from '../../../support/browsers/find-program.ts';
import type { Team } from './team.ts';

/** The Node server in a process of its own. */
export interface ServerProcess {
  readonly origin: string;
  /** Whether it is held to one core. */
  readonly pinned: boolean;
  stop(): Promise<void>;
}

const listeningSchema = v.object({ port: v.number() });

/**
 * Starts the Node server for the team, behind one trusted proxy: the bench itself, which names a public address.
 * @param cores `one` holds it to one core where the machine can do that
 */
export async function startServer(team: Team, cores: 'one' | 'all'): Promise<ServerProcess> {
  const taskset = cores === 'one' ? findProgram(['taskset']) : undefined;
  const server = join(import.meta.dirname, '../../../../backend/src/server.ts');
  const [program, ...parameters] = [
    ...(taskset === undefined ? [] : [taskset, '--cpu-list', '0']),
    process.execPath,
    server,
  ];
  if (program === undefined) throw new RangeError('No program');
  const child = spawn(program, parameters, {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { PATH: process.env['PATH'], ...team.environment, PORT: '0', GENKAN_TRUSTED_PROXY_HOPS: '1' },
  });
  const lines = createInterface({ input: child.stdout });
  const port = await new Promise<number>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`The server ended with ${code}`)));
    lines.on('line', (line) => {
      const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), listeningSchema), line);
      if (parsed.success) resolve(parsed.output.port);
    });
  });
  return {
    origin: `http://127.0.0.1:${port}`,
    pinned: taskset !== undefined,
    async stop() {
      const exited = once(child, 'exit');
      child.kill('SIGKILL');
      await exited;
    },
  };
}
