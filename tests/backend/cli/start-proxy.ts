import { request } from 'node:http';
import { startLoopbackServer } from '@genkan/backend/testing/loopback-server';

export interface RunningProxy {
  readonly endpoint: string;
  close(): Promise<void>;
}

/**
 * The one proxy that the server trusts: it forwards every request and reports that it came from this address, as the proxy
 * in front of a self-hosted Genkan does. Requests on loopback have no public address of their own.
 */
export async function startProxy(target: string, from: string): Promise<RunningProxy> {
  const server = await startLoopbackServer((incoming, outgoing) => {
    const headers = { ...incoming.headers, 'x-forwarded-for': from };
    const onward = request(new URL(incoming.url ?? '/', target), { method: incoming.method, headers });
    onward.on('response', (response) => {
      outgoing.writeHead(response.statusCode ?? 502, response.headers);
      response.pipe(outgoing);
    });
    onward.on('error', () => outgoing.writeHead(502).end());
    incoming.pipe(onward);
  });
  return { endpoint: server.origin, close: server.close };
}
