/**
 * Runs a function's bundle in the bench, the same for every contestant: requires the handler's module (or imports it, when
 * it is an ES module, as AWS's Node runtime does), then gets events from the runtime API and posts the results.
 * Bundled to CommonJS before use, so that its own start costs what plain `node` costs.
 */
import { existsSync } from 'node:fs';
import { Agent, type IncomingMessage, request } from 'node:http';
import { join } from 'node:path';

const base = `http://${process.env['AWS_LAMBDA_RUNTIME_API']}/2018-06-01/runtime`;
const agent = new Agent({ keepAlive: true, maxSockets: 1 });
const collectGarbage: (() => void) | undefined = Reflect.get(globalThis, 'gc');

interface Reply {
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

function call(method: string, path: string, body = '', headers: Record<string, string> = {}): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const outgoing = request(`${base}${path}`, { method, agent, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('end', () => resolve({ headers: response.headers, body: text }));
      response.on('error', reject);
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

function memoryHeader(): Record<string, string> {
  if (collectGarbage === undefined) return {};
  collectGarbage();
  const loaded: readonly string[] = Reflect.get(process, 'moduleLoadList') ?? [];
  const modules = loaded.flatMap((name) => /^NativeModule (.+)/.exec(name)?.[1] ?? []);
  return { 'x-bench-memory': JSON.stringify({ ...process.memoryUsage(), modules }) };
}

async function main(): Promise<void> {
  const [file = '', exported = 'handler'] = (process.env['_HANDLER'] ?? '').split('.');
  const path = join(process.env['LAMBDA_TASK_ROOT'] ?? '', file);
  const functions = existsSync(`${path}.mjs`) ? await import(`${path}.mjs`) : require(`${path}.js`);
  const handler = functions[exported];
  if (typeof handler !== 'function') throw new TypeError(`${file} exports no function ${exported}`);
  for (;;) {
    const event = await call('GET', '/invocation/next');
    const id = String(event.headers['lambda-runtime-aws-request-id']);
    const context = {
      awsRequestId: id,
      callbackWaitsForEmptyEventLoop: true,
      functionName: process.env['AWS_LAMBDA_FUNCTION_NAME'],
      invokedFunctionArn: event.headers['lambda-runtime-invoked-function-arn'],
      getRemainingTimeInMillis: () => Number(event.headers['lambda-runtime-deadline-ms']) - Date.now(),
    };
    try {
      const answer = await handler(JSON.parse(event.body), context);
      await call('POST', `/invocation/${id}/response`, JSON.stringify(answer ?? null), memoryHeader());
    } catch (error) {
      await call('POST', `/invocation/${id}/error`, String(error instanceof Error ? error.stack : error));
    }
  }
}

main().catch(async (error: unknown) => {
  await call('POST', '/init/error', String(error instanceof Error ? error.stack : error)).catch(
    () => undefined,
  );
  process.exit(1);
});
