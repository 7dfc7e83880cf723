import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import * as v from 'valibot';
import { childEnvironment } from '../../support/child-environment.ts';
import { builtPrograms } from './built-backend.ts';

const listeningSchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.looseObject({ message: v.literal('listening'), port: v.number() }),
);

/** The backend as a Node server behind one trusted proxy, so that a request may come from any address. */
export interface RunningServer {
  readonly endpoint: string;
  /** A member's request, as the proxy forwards it. */
  call(method: string, path: string, from: string, key: string): Promise<{ status: number; body: unknown }>;
  close(): Promise<void>;
}

/** Starts the server on a free port. @throws when it ends before it listens */
export async function startServer(environment: Readonly<Record<string, string>>): Promise<RunningServer> {
  const child = spawn(process.execPath, [(await builtPrograms()).server], {
    env: childEnvironment({ ...environment, PORT: '0', GENKAN_TRUSTED_PROXY_HOPS: '1' }),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  for await (const line of createInterface({ input: child.stdout })) {
    const parsed = v.safeParse(listeningSchema, line);
    if (!parsed.success) continue;
    child.stdout.resume();
    const endpoint = `http://127.0.0.1:${parsed.output.port}`;
    return {
      endpoint,
      async call(method, path, from, key) {
        const response = await fetch(new URL(path, endpoint), {
          method,
          headers: { authorization: `Bearer ${key}`, 'x-forwarded-for': from },
        });
        const text = await response.text();
        return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
      },
      async close() {
        process.off('exit', kill);
        const exited = once(child, 'exit');
        child.kill('SIGKILL');
        await exited;
      },
    };
  }
  throw new Error('The server ended before it listened');
}
