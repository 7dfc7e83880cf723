import { Buffer } from 'node:buffer';
import type { Hono } from 'hono';
import type { AppEnv } from '../http/app-env.ts';
import { ProblemError, problemResponse } from '../runtime/problems.ts';
import { type HttpEvent, type HttpResult, parseHttpEvent } from './event.ts';

/** Passes an HTTP event to the app and returns its response in API Gateway's format. */
export async function handleHttp(app: Hono<AppEnv>, event: unknown): Promise<HttpResult> {
  const http = parseHttpEvent(event);
  const { requestId } = http.requestContext;
  const request = toRequest(http);
  const response = request
    ? await app.fetch(request, {
        sourceAddress: http.requestContext.http.sourceIp,
        ...(requestId !== undefined && { requestId }),
      })
    : problemResponse(
        new ProblemError('invalid_request', 'The method, the path or a header of this request is not valid.'),
        requestId ?? 'none',
      );
  return {
    statusCode: response.status,
    headers: Object.fromEntries(response.headers),
    body: await response.text(),
    isBase64Encoded: false,
  };
}

/** `undefined` for what the platform's `Request` refuses: methods such as TRACE, header values outside Latin-1. */
function toRequest(event: HttpEvent): Request | undefined {
  try {
    return createRequest(event);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

function createRequest(event: HttpEvent): Request {
  const { method } = event.requestContext.http;
  const query = event.rawQueryString === '' ? '' : `?${event.rawQueryString}`;
  const headers = new Headers();
  for (const [name, value] of Object.entries(event.headers))
    if (value !== undefined) headers.set(name, value);
  const hasBody = event.body !== undefined && event.body !== null && method !== 'GET' && method !== 'HEAD';
  return new Request(`https://${event.requestContext.domainName ?? 'localhost'}${pathOf(event)}${query}`, {
    method,
    headers,
    ...(hasBody && { body: Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8') }),
  });
}

/** A named stage stands in front of the path; the `$default` stage does not. */
function pathOf(event: HttpEvent): string {
  const { stage } = event.requestContext;
  const prefix = `/${stage}`;
  const isStaged = stage !== undefined && stage !== '$default' && event.rawPath.startsWith(`${prefix}/`);
  return isStaged ? event.rawPath.slice(prefix.length) : event.rawPath;
}
