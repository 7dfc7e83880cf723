import type { Context } from 'hono';
import * as v from 'valibot';
import { ProblemError } from '../runtime/problems.ts';

/** Reads the request body by the contract's schema; an empty body means `{}`. @throws {ProblemError} `invalid_request` */
export async function readJson<Schema extends v.GenericSchema>(
  c: Context,
  schema: Schema,
): Promise<v.InferOutput<Schema>> {
  const parsed = v.safeParse(schema, parse(await c.req.arrayBuffer()));
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  const path = v.getDotPath(issue);
  throw new ProblemError(
    'invalid_request',
    `${path === null ? 'The request body' : `"${path.slice(0, 40)}"`} is not valid: ${issue.message.slice(0, 200)}.`,
  );
}

function parse(bytes: ArrayBuffer): unknown {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return /^[ \t\r\n]*$/.test(text) ? {} : JSON.parse(text);
  } catch {
    throw new ProblemError('invalid_request', 'The request body is not JSON in UTF-8. Send {} or nothing.');
  }
}
