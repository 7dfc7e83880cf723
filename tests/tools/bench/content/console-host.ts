import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { generate } from 'selfsigned';
import { bundlePage } from './bundle-page.ts';

/** The churning page on a console host name, on a loopback port. */
export interface ConsoleHost {
  readonly url: string;
  /** What Chromium must be started with so that the host name leads here. */
  readonly browserFlags: readonly string[];
  close(): Promise<void>;
}

const NAME = 'us-east-1.console.aws.amazon.com';
const page = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Instances</title>
<link rel="stylesheet" href="/page.css"></head><body><script src="/page.js"></script></body></html>`;

/** Serves the churning page over TLS, as content scripts match it in real life. */
export async function startConsoleHost(): Promise<ConsoleHost> {
  const { script, style } = await bundlePage();
  const certificate = await generate([{ name: 'commonName', value: NAME }]);
  const files: Readonly<Record<string, readonly [string, string]>> = {
    '/ec2/home': ['text/html; charset=utf-8', page],
    '/page.js': ['text/javascript; charset=utf-8', script],
    '/page.css': ['text/css; charset=utf-8', style],
  };
  const server = createServer({ key: certificate.private, cert: certificate.cert }, (request, response) => {
    const [type, body] = files[request.url ?? ''] ?? [];
    if (type === undefined) response.writeHead(404).end();
    else response.writeHead(200, { 'content-type': type }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `https://${NAME}/ec2/home`,
    browserFlags: [
      `--host-resolver-rules=MAP *.aws.amazon.com:443 127.0.0.1:${port}`,
      '--ignore-certificate-errors',
    ],
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
