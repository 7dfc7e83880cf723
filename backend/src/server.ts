import { type ServerType, serve } from '@hono/node-server';
import { getConnInfo } from '@hono/node-server/conninfo';
import { createApp } from './app.ts';
import { ConfigError, loadConfig, loadServerConfig } from './config.ts';
import { observeSource } from './http/source-address.ts';
import { startSchedule } from './schedule.ts';
import { createSystemDeps } from './system-deps.ts';

/** After a signal, open requests get this long to end, in milliseconds. */
const SHUTDOWN_MS = 25_000;

function main(): void {
  const config = loadConfig(process.env);
  const { port, trustedProxyHops } = loadServerConfig(process.env);
  const deps = createSystemDeps(config, process.env, (line) => process.stdout.write(`${line}\n`));
  const app = createApp({
    ...deps,
    sourceAddress: (c) =>
      observeSource({
        socket: getConnInfo(c).remote.address,
        forwardedFor: c.req.header('x-forwarded-for'),
        hops: trustedProxyHops,
      }),
  });
  const schedule = startSchedule(deps);
  const server = serve({ fetch: app.fetch, port }, (info) => deps.log.info('listening', { port: info.port }));
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      deps.log.info('stopping', { signal });
      schedule.stop();
      stop(server);
    });
  }
}

function stop(server: ServerType): void {
  const finish = () => process.exit(0);
  setTimeout(finish, SHUTDOWN_MS).unref();
  server.close(finish);
  if ('closeIdleConnections' in server) server.closeIdleConnections();
}

try {
  main();
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
