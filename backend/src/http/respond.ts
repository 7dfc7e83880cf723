import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import * as v from 'valibot';

/** A response with JSON that matches the contract's schema. @throws {v.ValiError} when our own body breaks the contract */
export function respond<const Schema extends v.GenericSchema>(
  c: Context,
  schema: Schema,
  body: v.InferInput<Schema>,
  status: ContentfulStatusCode = 200,
): Response {
  return c.json(v.parse(schema, body), status);
}
