import { setTimeout as pause } from 'node:timers/promises';
import type { AllowlistDeps } from './deps.ts';
import { loadConfig, loadServerConfig } from './runtime/config.ts';
import type { Log } from './runtime/ports.ts';
import { ProblemError } from './runtime/problems.ts';
import { ConfigError } from './runtime/settings-reader.ts';
import { FUNCTION_TIMEOUT_MS } from './runtime/timing.ts';
import { type HttpServer, startHttpServer } from './server/http-server.ts';
import { readApplied, requireOwnState } from './store/applied.ts';
import { createSystemDeps } from './system-deps.ts';

/**
 * How long open requests and a running task may take after a signal: as long as in Lambda. That is more than either needs,
 * less than the lock's lifetime, and less than the 30 seconds after which Kubernetes kills the process.
 */
const SHUTDOWN_MS = FUNCTION_TIMEOUT_MS;

/** What a shell reports for a process that a signal ended: 128 and the signal's number. */
const EXIT_CODES = { SIGINT: 130, SIGTERM: 143 } as const;

async function main(): Promise<void> {
  const config = loadConfig(process.env);
  const serverConfig = loadServerConfig(process.env);
  const deps = createSystemDeps(config, process.env, (line) => process.stdout.write(`${line}\n`));
  await requireOwnBucket(deps);
  const server = await startHttpServer(deps, serverConfig);
  stopOnSignal(server, deps.log);
  deps.log.info('listening', { host: serverConfig.host, port: server.port });
}

/** @throws {ProblemError} when the bucket holds the state of another policy. AWS may be unavailable for a moment: then it starts. */
async function requireOwnBucket(deps: AllowlistDeps): Promise<void> {
  const applied = await readApplied(deps.objects).catch(() => undefined);
  requireOwnState(deps, applied?.state);
}

/** After the first signal open work ends; the second signal ends the process at once. */
function stopOnSignal(server: HttpServer, log: Log): void {
  let isStopping = false;
  const onSignal = async (signal: keyof typeof EXIT_CODES) => {
    if (isStopping) process.exit(EXIT_CODES[signal]);
    isStopping = true;
    log.info('stopping', { signal });
    const isFinished = await Promise.race([
      server.stop().then(() => true),
      pause(SHUTDOWN_MS, false, { ref: false }),
    ]);
    if (isFinished) log.info('stopped');
    else log.error('stopped_early', { afterMs: SHUTDOWN_MS });
    process.exit(isFinished ? 0 : 1);
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
}

function explain(error: unknown): string {
  if (error instanceof ConfigError) return error.message;
  if (error instanceof ProblemError) return `Genkan cannot start: ${error.message}`;
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') return 'Genkan cannot start: another program listens there. Set PORT.';
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return 'Genkan cannot start: this machine does not have the address in GENKAN_HOST.';
  }
  if (code === 'EACCES') return 'Genkan cannot start: this user may not listen on that port. Set PORT.';
  throw error;
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${explain(error)}\n`);
  process.exitCode = 1;
}
