import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { AwsError } from './aws-error.ts';
import type { SandboxClock } from './clock.ts';
import type { FaultDecision, Faults } from './faults.ts';
import { readRequest } from './read-request.ts';
import type { RequestLog } from './request-log.ts';
import { serviceOf } from './service-of.ts';
import type { Service, ServiceName, WireRequest, WireResponse } from './wire.ts';

export interface ServerParts {
  readonly services: Readonly<Record<ServiceName, Service>>;
  readonly faults: Faults;
  readonly log: RequestLog;
  readonly clock: SandboxClock;
  readonly accountId: string;
  readonly makeRequestId: () => string;
}

const KEEP_ALIVE_MS = 65_000;

/** The HTTP server that stands for every AWS endpoint at once. */
export function createAwsServer(parts: ServerParts): Server {
  const server = createServer((incoming, outgoing) => {
    answer(parts, incoming, outgoing).catch((cause: unknown) => {
      // A fault of the sandbox itself, unless the client closed the connection: never a response that looks like AWS's.
      if (incoming.complete) console.error('The AWS sandbox failed:', cause);
      outgoing.destroy();
    });
  });
  // Node's five seconds would sometimes close a kept connection just when the SDK uses it again.
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  return server;
}

async function answer(
  parts: ServerParts,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const request = await readRequest(incoming);
  const { response, half } = await respond(parts, request);
  if (response === 'disconnect') {
    outgoing.destroy();
    return;
  }
  // The connection stays open until the client gives up.
  if (response === 'stall') return;
  const body = typeof response.body === 'string' ? Buffer.from(response.body) : response.body;
  if (half === undefined) {
    outgoing.writeHead(response.status, { 'content-length': body.length, ...response.headers });
    outgoing.end(body);
    return;
  }
  // An empty body has no half: a byte of it is sent and two are announced.
  const sent = body.length > 1 ? body.subarray(0, body.length >> 1) : Buffer.from(' ');
  outgoing.writeHead(response.status, {
    ...response.headers,
    'content-length': Math.max(body.length, 2 * sent.length),
  });
  outgoing.write(sent, () => {
    if (half === 'cut') outgoing.destroy();
  });
}

/** What goes over the wire. */
interface Outcome {
  readonly response: WireResponse | 'disconnect' | 'stall';
  readonly half?: FaultDecision['half'];
}

async function respond(parts: ServerParts, request: WireRequest): Promise<Outcome> {
  const { clock, faults, log, services, accountId } = parts;
  const requestId = parts.makeRequestId();
  const name = serviceOf(request);
  const service = services[name];
  const refuse = (error: AwsError) => service.failure(error, request, requestId);
  if (request.headers['authorization'] === undefined) {
    const code = name === 's3' ? 'AccessDenied' : 'MissingAuthenticationToken';
    return { response: refuse(new AwsError(code, 403, 'Request is missing Authentication Token')) };
  }
  const call = attempt(() => service.recognise(request));
  if (call instanceof AwsError) {
    log.begin({ service: name, operation: 'Unknown', resource: request.path })(call.status, call.code);
    return { response: refuse(call) };
  }
  const done = log.begin(call);
  const half = faults.latencyOf(name) / 2;
  if (half > 0) await clock.sleep(half);
  await faults.pass(call, 'before');
  const fate = faults.decide(call, accountId);
  const outcome = fate.before ?? attempt(() => call.run(requestId, faults.readTime(call.operation)));
  const final = fate.after ?? outcome;
  await faults.pass(call, 'after');
  if (half > 0) await clock.sleep(half);
  if (final === 'disconnect' || final === 'stall') {
    done(0);
    return { response: final };
  }
  const response = final instanceof AwsError ? refuse(final) : final;
  done(response.status, final instanceof AwsError ? final.code : undefined);
  return fate.half === undefined ? { response } : { response, half: fate.half };
}

function attempt<Value>(action: () => Value): Value | AwsError {
  try {
    return action();
  } catch (error) {
    if (error instanceof AwsError) return error;
    throw error;
  }
}
