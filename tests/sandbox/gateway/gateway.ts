import { setTimeout as sleep } from 'node:timers/promises';
import type { Site } from '../network/edge.ts';
import { httpApiEvent } from './event.ts';
import { FunctionFailedError, type LambdaFunction } from './lambda-function.ts';
import { responseOf } from './response.ts';

/** What can stand between a browser and the function. */
export type GatewayFault =
  /** No response: the connection breaks. */
  | 'unreachable'
  /** API Gateway's own throttling. */
  | 'throttled'
  /** API Gateway is up, the function is not. */
  | 'unavailable'
  /** A hotel's network responds to every request with its own sign-in page. */
  | 'captive-portal';

export interface Gateway {
  fault: GatewayFault | undefined;
  /** An earlier response of the function, sent again to every request except preflights. */
  replay: Response | undefined;
  /** Milliseconds before the function gets the request. */
  delayMs: number;
  /** Milliseconds for which the function's response to a POST is held back. */
  holdMs: number;
  /** Every request that came in, as `METHOD /path`. */
  readonly requests: string[];
  /** The API's site for one endpoint; `seenAddress` is where its requests come from, `undefined` when it cannot be reached. */
  site(seenAddress: () => string | undefined): Site;
}

/** API Gateway of the sandbox: takes HTTPS requests and invokes the function with the event that AWS would send. */
export function createGateway(lambda: LambdaFunction, accountId: string): Gateway {
  const gateway: Gateway = {
    fault: undefined,
    replay: undefined,
    delayMs: 0,
    holdMs: 0,
    requests: [],
    site: (seenAddress) => async (request) => {
      const sourceIp = seenAddress();
      if (sourceIp === undefined || gateway.fault === 'unreachable') return undefined;
      gateway.requests.push(`${request.method} ${new URL(request.url).pathname}`);
      if (gateway.delayMs > 0) await sleep(gateway.delayMs);
      if (gateway.fault !== undefined) return faultResponse(gateway.fault);
      if (gateway.replay !== undefined && request.method !== 'OPTIONS') return gateway.replay.clone();
      try {
        const response = responseOf(
          await lambda.invoke('http', await httpApiEvent(request, sourceIp, accountId)),
        );
        if (gateway.holdMs > 0 && request.method === 'POST')
          await sleep(gateway.holdMs, undefined, { ref: false });
        return response;
      } catch (error) {
        if (!(error instanceof FunctionFailedError)) throw error;
        return Response.json({ message: 'Internal Server Error' }, { status: 500 });
      }
    },
  };
  return gateway;
}

/** API Gateway's own responses have no CORS headers; neither has a hotel's page. */
function faultResponse(fault: Exclude<GatewayFault, 'unreachable'>): Response {
  switch (fault) {
    case 'throttled':
      return Response.json({ message: 'Too Many Requests' }, { status: 429 });
    case 'unavailable':
      return Response.json({ message: 'Service Unavailable' }, { status: 503 });
    case 'captive-portal':
      return new Response('<!doctype html><title>Hotel Wi-Fi</title><h1>Please sign in</h1>', {
        headers: { 'content-type': 'text/html', 'access-control-allow-origin': '*' },
      });
  }
}
