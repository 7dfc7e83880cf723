import { endLeaseResponseSchema } from '@genkan/shared/contract';
import type { Context } from 'hono';
import type { BackendDeps } from '../../deps.ts';
import { revoke } from '../../leases/revoke.ts';
import { openTarget } from '../../targets/open-target.ts';
import { readDeployment } from '../../targets/read-deployment.ts';
import { revokeOnTargets } from '../../targets/revoke-on-targets.ts';
import type { AppEnv } from '../app-env.ts';
import { respond } from '../respond.ts';

/** `DELETE /v1/leases/{id}`: ends one of the member's own leases now, in every target that has it. */
export function endLease(deps: BackendDeps) {
  return async (c: Context<AppEnv, '/v1/leases/:id'>): Promise<Response> => {
    const memberId = c.get('member').id;
    const request = { id: c.req.param('id'), memberId, requestId: c.get('requestId') };
    const deployment = await readDeployment(deps);
    if (!deployment) {
      await revoke(deps, request);
      return c.body(null, 204);
    }
    // Also where the member belongs no longer, since a lease may be left there.
    const targets = deployment.targets
      .filter((target) => target.memberId === undefined || target.memberId === memberId)
      .map((target) => openTarget(deps, deployment, target));
    const ends = await revokeOnTargets(targets, request);
    return ends.every(({ outcome }) => outcome === 'ended')
      ? c.body(null, 204)
      : respond(c, endLeaseResponseSchema, { targets: [...ends] });
  };
}
