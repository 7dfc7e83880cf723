import * as v from 'valibot';

/**
 * What we use of an event with payload format 2.0. An HTTP API and a function URL send the same shape.
 * Source: "Create AWS Lambda proxy integrations for HTTP APIs", "Invoking Lambda function URLs".
 */
const httpEventSchema = v.object({
  version: v.literal('2.0'),
  rawPath: v.string(),
  rawQueryString: v.optional(v.string(), ''),
  headers: v.optional(v.record(v.string(), v.optional(v.string())), {}),
  requestContext: v.object({
    requestId: v.optional(v.string()),
    domainName: v.optional(v.string()),
    stage: v.optional(v.string()),
    http: v.object({ method: v.string(), sourceIp: v.string() }),
  }),
  body: v.optional(v.nullable(v.string())),
  isBase64Encoded: v.optional(v.boolean(), false),
});
export type HttpEvent = v.InferOutput<typeof httpEventSchema>;

/** What API Gateway and function URLs turn into the HTTP response. */
export interface HttpResult {
  readonly statusCode: number;
  readonly headers: Record<string, string>;
  readonly body: string;
  readonly isBase64Encoded: false;
}

/** The function was invoked with something that is no HTTP request. */
export class HttpEventError extends Error {
  override readonly name = 'HttpEventError';
}

/** @throws {HttpEventError} for any other payload, such as format 1.0 */
export function parseHttpEvent(event: unknown): HttpEvent {
  const parsed = v.safeParse(httpEventSchema, event);
  if (!parsed.success) {
    throw new HttpEventError('Invoke this handler from an HTTP API (payload format 2.0) or a function URL');
  }
  return parsed.output;
}
