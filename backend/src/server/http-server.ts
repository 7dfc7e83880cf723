import { once } from 'node:events';
import { type ServerType, serve } from '@hono/node-server';
import { getConnInfo } from '@hono/node-server/conninfo';
import type { AllowlistDeps } from '../deps.ts';
import { createApp } from '../http/app.ts';
import type { ServerConfig } from '../runtime/config.ts';
import { createOpenWork } from './open-work.ts';
import { startSchedule } from './schedule.ts';

export interface HttpServer {
  /** The port that it listens on. */
  readonly port: number;
  /**
   * Accepts nothing more, starts no task, and settles when open requests and a running task have ended. A task that is cut
   * off leaves the writer lock behind, and the next writer waits until the lock expires.
   */
  stop(): Promise<void>;
}

/** The API and the scheduled tasks on Node. @throws when it cannot listen there */
export async function startHttpServer(
  deps: AllowlistDeps,
  { host, port, trustedProxies }: ServerConfig,
): Promise<HttpServer> {
  const app = createApp({
    ...deps,
    sourceAddress: (c) => getConnInfo(c).remote.address,
    trustedProxies,
  });
  const requests = createOpenWork();
  let isStopping = false;
  const server = serve({
    hostname: host,
    port,
    // A request counts until the app has handled it, also when its client has closed the connection.
    fetch: async (request, env) => {
      const response = await requests.add(Promise.resolve(app.fetch(request, env)));
      // Otherwise the connection stays open for the client's next request, and the server waits for it.
      if (isStopping) response.headers.set('connection', 'close');
      return response;
    },
  });
  await once(server, 'listening');
  const schedule = startSchedule(deps);
  return {
    port: portOf(server),
    async stop() {
      isStopping = true;
      schedule.stop();
      await Promise.all([close(server), requests.finished(), schedule.finished()]);
    },
  };
}

function portOf(server: ServerType): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('The server listens on no port');
  return address.port;
}

async function close(server: ServerType): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  if ('closeIdleConnections' in server) server.closeIdleConnections();
  await closed;
}
