import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import type { Certificate } from './certificate.ts';

/** Responds to a request for one host; `undefined` breaks the connection, as for a host that cannot be reached. */
export type Site = (request: Request) => Response | undefined | Promise<Response | undefined>;

export interface Edge {
  readonly port: number;
  close(): Promise<void>;
}

/** One TLS listener on loopback that stands for every host of the sandbox. */
export async function startEdge(
  certificate: Certificate,
  siteOf: (host: string) => Site | undefined,
): Promise<Edge> {
  const server = createServer({ key: certificate.key, cert: certificate.cert });
  server.on('request', (incoming, outgoing) => {
    const site = siteOf(incoming.headers.host?.replace(/:\d+$/, '') ?? '');
    const listener = getRequestListener(
      async (request) => {
        const response = await site?.(request);
        if (response !== undefined) return response;
        incoming.socket.destroy();
        return new Response(null, { status: 502 });
      },
      { overrideGlobalObjects: false },
    );
    void listener(incoming, outgoing);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { port: portOf(server), close: () => closeServer(server) };
}

/** Closes a listener and the connections that browsers keep open. */
export async function closeServer(server: Server | import('node:http').Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections();
  await closed;
}

/** The port the system gave to a listening server. */
export function portOf(server: { address(): AddressInfo | string | null }): number {
  const address = server.address();
  if (address === null || typeof address === 'string')
    throw new Error('The server is not listening on a port.');
  return address.port;
}
