import { healthResponseSchema } from '@genkan/shared/contract';
import type { Context } from 'hono';
import { VERSION } from '../../runtime/version.ts';
import { respond } from '../respond.ts';

/** `GET /healthz`: the build's version, without authentication. */
export function health(c: Context): Response {
  return respond(c, healthResponseSchema, { status: 'ok', version: VERSION });
}
