import { Worker } from 'node:worker_threads';
import * as v from 'valibot';
import { COMPILE_CACHE } from '../../support/child-environment.ts';
import { type FunctionRequest, replySchema } from './function-messages.ts';

/** The function threw, or its code could not be loaded. */
export class FunctionFailedError extends Error {
  override readonly name = 'FunctionFailedError';
}

/** The deployed Lambda function: the product's handlers with their environment, invoked by event. */
export interface LambdaFunction {
  /** @throws {FunctionFailedError} when the handler throws */
  invoke(handler: 'http' | 'scheduled', event: unknown): Promise<unknown>;
  /** Lets the function's clock run ahead of the machine's, in milliseconds. */
  setClockAhead(milliseconds: number): Promise<void>;
  /** What the function has printed since its last start: its log. */
  printed(): string;
  /**
   * Stops the running instance with its memory and its clock; the next instance starts cold.
   * @param meanwhile runs while there is no instance: a function sends requests to AWS as soon as it starts
   */
  restart(meanwhile?: () => void): Promise<void>;
  close(): Promise<void>;
}

/** Starts the function from its bundle, with this environment and nothing else of ours. */
export async function startFunction(
  bundle: string,
  environment: Readonly<Record<string, string>>,
): Promise<LambdaFunction> {
  let instance = await startInstance(bundle, environment);
  return {
    invoke: (handler, event) => instance.ask({ kind: 'invoke', handler, event }),
    setClockAhead: async (aheadMs) => void (await instance.ask({ kind: 'clock', aheadMs })),
    printed: () => instance.printed(),
    async restart(meanwhile) {
      await instance.stop();
      meanwhile?.();
      instance = await startInstance(bundle, environment);
    },
    close: () => instance.stop(),
  };
}

interface Waiter {
  resolve(result: unknown): void;
  reject(error: Error): void;
}

type Asked = FunctionRequest extends infer R ? (R extends { id: number } ? Omit<R, 'id'> : never) : never;

/** One execution environment of the function: a thread. */
async function startInstance(bundle: string, environment: Readonly<Record<string, string>>) {
  const worker = new Worker(new URL('./function-worker.ts', import.meta.url), {
    // A cold start before each spec: without the cache, most of it strips types and compiles.
    env: { ...environment, NODE_COMPILE_CACHE: COMPILE_CACHE },
    workerData: { bundle },
    stdout: true,
    stderr: true,
  });
  let printed = '';
  for (const stream of [worker.stdout, worker.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
    });
  const waiting = new Map<number, Waiter>();
  const responseTo = (id: number) =>
    new Promise<unknown>((resolve, reject) => waiting.set(id, { resolve, reject }));
  const ready = responseTo(0);
  let lastId = 0;

  worker.on('message', (message: unknown) => {
    const reply = v.parse(replySchema, message);
    const waiter = waiting.get(reply.id);
    waiting.delete(reply.id);
    if (reply.outcome === 'failed') waiter?.reject(new FunctionFailedError(reply.message));
    else waiter?.resolve(reply.outcome === 'returned' ? reply.result : undefined);
  });
  const fail = (cause: unknown) => {
    for (const waiter of waiting.values())
      waiter.reject(new FunctionFailedError('The function stopped.', { cause }));
    waiting.clear();
  };
  worker.on('error', fail);
  worker.on('exit', fail);
  await ready;
  return {
    ask(request: Asked): Promise<unknown> {
      lastId += 1;
      const response = responseTo(lastId);
      worker.postMessage({ ...request, id: lastId });
      return response;
    },
    printed: () => printed,
    stop: async () => void (await worker.terminate()),
  };
}
