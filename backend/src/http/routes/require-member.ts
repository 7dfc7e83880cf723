import type { MiddlewareHandler } from 'hono';
import { ProblemError } from '../../runtime/problems.ts';
import { BASELINE_KEY } from '../../store/baseline.ts';
import { readCached } from '../../store/records.ts';
import { type DeploymentPorts, readDeployment } from '../../targets/read-deployment.ts';
import type { AppEnv } from '../app-env.ts';
import { authenticate } from '../auth.ts';
import { createRateLimiter } from '../rate-limiter.ts';

/** Lets only members through, each at a bearable rate. */
export function requireMember(deps: DeploymentPorts): MiddlewareHandler<AppEnv> {
  const takeToken = createRateLimiter();
  return async (c, next) => {
    const authorization = c.req.header('authorization');
    // Every route needs the baseline next; reading it now costs no round of its own.
    if (authorization !== undefined) {
      readCached(deps, BASELINE_KEY).catch(() => undefined);
      readDeployment(deps).catch(() => undefined);
    }
    const { member, isAllowedBy } = await authenticate(deps, authorization);
    const wait = takeToken(member.id, deps.clock.now());
    if (wait > 0) {
      throw new ProblemError('rate_limited', 'Too many requests with this key. Slow down and try again.', {
        retryAfter: Math.ceil(wait / 1000),
      });
    }
    c.set('member', member);
    c.set('isAllowedBy', isAllowedBy);
    await next();
  };
}
