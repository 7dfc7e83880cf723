/**
 * The Lambda runtime of the sandbox: a thread with an environment of its own that loads the product's Lambda handlers and
 * gives them events. Its clock can run ahead, so that a test does not wait for the reset.
 */
import { createRequire } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import * as v from 'valibot';
import { type FunctionReply, requestSchema } from './function-messages.ts';
import { moveClock } from './move-clock.ts';

const port = parentPort;
if (port === null) throw new Error('This file runs in a worker thread.');

const reply = (message: FunctionReply) => port.postMessage(message);
const handler = v.function();
const { bundle } = v.parse(v.object({ bundle: v.string() }), workerData);
// As Lambda's own runtime does with a CommonJS bundle.
const handlers = v.parse(
  v.object({ http: handler, scheduled: handler }),
  createRequire(import.meta.url)(bundle),
);

port.on('message', async (message: unknown) => {
  const request = v.parse(requestSchema, message);
  try {
    reply({ outcome: 'returned', id: request.id, result: await serve(request) });
  } catch (error) {
    reply({
      outcome: 'failed',
      id: request.id,
      message: error instanceof Error ? (error.stack ?? '') : String(error),
    });
  }
});
reply({ outcome: 'ready', id: 0 });

async function serve(request: v.InferOutput<typeof requestSchema>): Promise<unknown> {
  if (request.kind === 'clock') return moveClock(request.aheadMs);
  return handlers[request.handler](request.event, {});
}
