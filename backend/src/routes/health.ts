import { healthResponseSchema } from '@genkan/shared/contract';
import type { Context } from 'hono';
import { respond } from '../http/respond.ts';
import { VERSION } from '../version.ts';

/** `GET /healthz`: the build's version, without authentication. */
export function health(c: Context): Response {
  return respond(c, healthResponseSchema, { status: 'ok', version: VERSION });
}
