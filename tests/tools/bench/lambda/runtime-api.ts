import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * The Lambda runtime API, as far as one function process needs it.
 * Source: https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
 */
export interface RuntimeApi {
  /** `host:port`, for AWS_LAMBDA_RUNTIME_API. */
  readonly address: string;
  /** Passes the event to the function and returns its result. @throws {FunctionFailedError} */
  invoke(event: unknown): Promise<unknown>;
  /** The JSON of `process.memoryUsage()` and of Node's loaded `modules`, sent with the last result under `--expose-gc`. */
  memory(): string | undefined;
  close(): Promise<void>;
}

/** The function threw, could not be loaded, or returned an error. */
export class FunctionFailedError extends Error {
  override readonly name = 'FunctionFailedError';
}

interface Invocation {
  readonly body: string;
  resolve(result: unknown): void;
  reject(error: Error): void;
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

/** Events and the function's requests for one; one event is in flight at a time. */
class InvocationQueue {
  readonly #events: Invocation[] = [];
  readonly #polls: ServerResponse[] = [];
  #current: Invocation | undefined;
  #serial = 0;

  addEvent(invocation: Invocation): void {
    this.#events.push(invocation);
    this.#sendNext();
  }

  /** The function requests the next event; it gets its response when there is one. */
  addPoll(response: ServerResponse): void {
    this.#polls.push(response);
    this.#sendNext();
  }

  /** The invocation that the function has finished; the first one when it failed before it took an event. */
  takeFinished(): Invocation | undefined {
    const finished = this.#current ?? this.#events.shift();
    this.#current = undefined;
    return finished;
  }

  #sendNext(): void {
    if (this.#current !== undefined || this.#events.length === 0) return;
    const response = this.#polls.shift();
    if (response === undefined) return;
    this.#current = this.#events.shift();
    this.#serial += 1;
    response.writeHead(200, {
      'content-type': 'application/json',
      'lambda-runtime-aws-request-id': `00000000-0000-4000-8000-${String(this.#serial).padStart(12, '0')}`,
      'lambda-runtime-deadline-ms': String(Date.now() + 30_000),
      'lambda-runtime-invoked-function-arn': 'arn:aws:lambda:us-east-1:123456789012:function:bench',
    });
    response.end(this.#current?.body);
  }
}

/** Starts a runtime API for one function process, on a free loopback port. */
export async function startRuntimeApi(): Promise<RuntimeApi> {
  const queue = new InvocationQueue();
  let memory: string | undefined;

  const server = createServer({ maxHeaderSize: 65_536 }, async (request, response) => {
    const path = request.url ?? '';
    if (path.endsWith('/invocation/next')) {
      queue.addPoll(response);
      return;
    }
    const body = await textOf(request);
    const memoryHeader = request.headers['x-bench-memory'];
    if (typeof memoryHeader === 'string') memory = memoryHeader;
    response.writeHead(202).end();
    const finished = queue.takeFinished();
    if (path.endsWith('/response')) finished?.resolve(JSON.parse(body));
    else finished?.reject(new FunctionFailedError(body));
  });
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  return {
    address: `127.0.0.1:${port}`,
    invoke: (event) =>
      new Promise((resolve, reject) => queue.addEvent({ body: JSON.stringify(event), resolve, reject })),
    memory: () => memory,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
