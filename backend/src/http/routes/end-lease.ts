import type { Context } from 'hono';
import { revoke } from '../../leases/revoke.ts';
import type { BackendDeps } from '../../runtime/deps.ts';
import type { AppEnv } from '../app-env.ts';

/** `DELETE /v1/leases/{id}`: ends one of the member's own leases now. */
export function endLease(deps: BackendDeps) {
  return async (c: Context<AppEnv, '/v1/leases/:id'>): Promise<Response> => {
    await revoke(deps, {
      id: c.req.param('id'),
      memberId: c.get('member').id,
      requestId: c.get('requestId'),
    });
    return c.body(null, 204);
  };
}
