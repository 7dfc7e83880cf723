import { once } from 'node:events';
import { createServer, request } from 'node:http';

export interface RunningProxy {
  readonly endpoint: string;
  close(): Promise<void>;
}

/**
 * The one proxy that the server trusts: it hands every request on and says that it came from this address, as the proxy
 * in front of a self-hosted Genkan does. Requests on loopback have no public address of their own.
 */
export async function startProxy(target: string, from: string): Promise<RunningProxy> {
  const server = createServer((incoming, answer) => {
    const headers = { ...incoming.headers, 'x-forwarded-for': from };
    const onward = request(new URL(incoming.url ?? '/', target), { method: incoming.method, headers });
    onward.on('response', (response) => {
      answer.writeHead(response.statusCode ?? 502, response.headers);
      response.pipe(answer);
    });
    onward.on('error', () => answer.writeHead(502).end());
    incoming.pipe(onward);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The proxy has no port');
  return {
    endpoint: `http://127.0.0.1:${address.port}`,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
