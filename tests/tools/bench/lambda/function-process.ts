import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { temporaryFolder } from '../harness/temporary-folder.ts';
import { FunctionFailedError, type RuntimeApi, startRuntimeApi } from './runtime-api.ts';

/** One contestant as AWS would get it: a folder with `index.js` (CommonJS) or `index.mjs`. */
export interface Bundle {
  readonly directory: string;
  /** `index.<export>` */
  readonly handler: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** A function process that handles events until it is stopped. */
export interface FunctionProcess {
  invoke(event: unknown): Promise<unknown>;
  memory(): string | undefined;
  stop(): Promise<void>;
}

/** How long one invocation may take before the bench fails. */
const INVOCATION_LIMIT_MS = 60_000;

let bootstrap: string | undefined;

/** The bootstrap as CommonJS in a temporary folder, built once per run and removed when the bench ends. */
function bootstrapFile(): string {
  if (bootstrap !== undefined) return bootstrap;
  bootstrap = join(temporaryFolder('bootstrap'), 'bootstrap.cjs');
  buildSync({
    entryPoints: [join(import.meta.dirname, 'bootstrap.ts')],
    outfile: bootstrap,
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node24',
    format: 'cjs',
  });
  return bootstrap;
}

async function stopProcess(child: ChildProcess, api: RuntimeApi): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
  }
  await api.close();
}

/**
 * Starts a fresh `node` on the bundle with the environment Lambda would give it and nothing of the bench's own.
 * @param nodeFlags for example `--expose-gc`, where memory is measured
 */
export async function startFunction(
  bundle: Bundle,
  nodeFlags: readonly string[] = [],
): Promise<FunctionProcess> {
  const program = bootstrapFile();
  const api = await startRuntimeApi();
  const child = spawn(process.execPath, [...nodeFlags, program], {
    cwd: bundle.directory,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: {
      PATH: process.env['PATH'],
      TZ: ':UTC',
      AWS_LAMBDA_RUNTIME_API: api.address,
      LAMBDA_TASK_ROOT: bundle.directory,
      _HANDLER: bundle.handler,
      AWS_LAMBDA_FUNCTION_NAME: 'bench',
      AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '512',
      AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
      AWS_REGION: 'us-east-1',
      AWS_DEFAULT_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
      AWS_SESSION_TOKEN: 'bench-session-token',
      ...bundle.environment,
    },
  });
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint = (complaint + text).slice(-2000);
  });
  const gone = once(child, 'exit').then(() => {
    throw new FunctionFailedError(`The function process ended: ${complaint}`);
  });
  gone.catch(() => undefined);
  return {
    invoke: (event) => {
      const late = new Promise<never>((_, reject) => {
        setTimeout(
          () => reject(new FunctionFailedError(`No response in ${INVOCATION_LIMIT_MS} ms: ${complaint}`)),
          INVOCATION_LIMIT_MS,
        ).unref();
      });
      return Promise.race([api.invoke(event), gone, late]);
    },
    memory: () => api.memory(),
    stop: () => stopProcess(child, api),
  };
}
