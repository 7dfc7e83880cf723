import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import * as v from 'valibot';

/** Answers with JSON that the contract's schema has checked. @throws {v.ValiError} when our own answer breaks the contract */
export function respond<const Schema extends v.GenericSchema>(
  c: Context,
  schema: Schema,
  body: v.InferInput<Schema>,
  status: ContentfulStatusCode = 200,
): Response {
  return c.json(v.parse(schema, body), status);
}
