import { createServer } from 'node:http';
import { connect, type Socket } from 'node:net';
import { closeServer, portOf } from './edge.ts';

export interface SandboxProxy {
  readonly port: number;
  /** Hosts outside the sandbox that a browser requested and did not reach. */
  readonly refusedHosts: readonly string[];
  close(): Promise<void>;
}

/**
 * The sandbox's only way out: an HTTPS proxy that leads every host of the sandbox to its edge and refuses the rest. It
 * gives a browser the real AWS host names on port 443 without touching the machine's own names or needing root.
 */
export async function startProxy(edgePort: number, isOurs: (host: string) => boolean): Promise<SandboxProxy> {
  const refusedHosts: string[] = [];
  const tunnels = new Set<Socket>();
  const server = createServer((request, response) => {
    refusedHosts.push(request.headers.host ?? '');
    response.writeHead(502).end();
  });
  server.on('connect', (request, client: Socket, head: Buffer) => {
    client.on('error', () => client.destroy());
    const host = (request.url ?? '').replace(/:\d+$/, '');
    if (!isOurs(host)) {
      refusedHosts.push(host);
      client.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
      return;
    }
    const edge = connect(edgePort, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      edge.write(head);
      edge.pipe(client).pipe(edge);
    });
    for (const [end, other] of [
      [client, edge],
      [edge, client],
    ] as const) {
      tunnels.add(end);
      end.on('error', () => other.destroy());
      end.on('close', () => {
        tunnels.delete(end);
        other.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: portOf(server),
    refusedHosts,
    async close() {
      for (const socket of tunnels) socket.destroy();
      await closeServer(server);
    },
  };
}
