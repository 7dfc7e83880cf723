import { Hono } from 'hono';
import { cors } from 'hono/cors';
import type { BackendDeps } from '../deps.ts';
import { ProblemError, problemResponse, toProblem } from '../runtime/problems.ts';
import { type AppEnv, requestIdOf } from './app-env.ts';
import { bodyLimit } from './body-limit.ts';
import { createLease } from './routes/create-lease.ts';
import { endLease } from './routes/end-lease.ts';
import { health } from './routes/health.ts';
import { listMyLeases } from './routes/list-leases.ts';
import { me } from './routes/me.ts';
import { requireMember } from './routes/require-member.ts';

/** The HTTP API (`shared/src/contract.ts`), the same in Lambda, in the Node server and in tests. */
export function createApp(deps: BackendDeps): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.use(async (c, next) => {
    c.set('requestId', requestIdOf(c, deps));
    await next();
    c.header('cache-control', 'no-store');
  });
  // The key is the only authority, so any origin may ask, without credentials.
  app.use(
    cors({
      origin: '*',
      allowMethods: ['GET', 'POST', 'DELETE'],
      allowHeaders: ['Authorization', 'Content-Type'],
      exposeHeaders: ['Retry-After'],
      maxAge: 7200,
    }),
  );
  app.use(bodyLimit());
  app.get('/healthz', health);
  const member = requireMember(deps);
  app.get('/v1/me', member, me(deps));
  app.get('/v1/leases', member, listMyLeases(deps));
  app.post('/v1/leases', member, createLease(deps));
  app.delete('/v1/leases/:id', member, endLease(deps));
  app.notFound((c) => {
    const error = new ProblemError(
      'not_found',
      'There is no such resource. The API is GET /v1/me, GET and POST /v1/leases, DELETE /v1/leases/{id} and GET /healthz.',
    );
    return problemResponse(error, c.get('requestId'));
  });
  app.onError((error, c) => {
    const problem = toProblem(error);
    const requestId = c.get('requestId');
    if (problem.cause !== undefined) {
      deps.log.error('request_failed', { requestId, code: problem.code, cause: describe(problem.cause) });
    } else {
      // An alarm counts the ones with `policy_full`.
      deps.log.info('request_refused', { requestId, code: problem.code });
    }
    return problemResponse(problem, requestId);
  });
  return app;
}

/** A cause for the log: names and messages, innermost last; no stack of the caller's data. */
function describe(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  const inner = cause.cause === undefined ? '' : ` <- ${describe(cause.cause)}`;
  return `${cause.name}: ${cause.message}${inner}`;
}
