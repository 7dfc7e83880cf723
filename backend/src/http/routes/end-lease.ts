import type { Context } from 'hono';
import { revoke } from '../../leases/revoke.ts';
import type { AppEnv } from '../app-env.ts';
import type { HttpPorts } from '../http-ports.ts';

/** `DELETE /v1/leases/{id}`: ends one of the member's own leases now. */
export function endLease(deps: HttpPorts) {
  return async (c: Context<AppEnv, '/v1/leases/:id'>): Promise<Response> => {
    await revoke(deps, {
      id: c.req.param('id'),
      memberId: c.get('member').id,
      requestId: c.get('requestId'),
    });
    return c.body(null, 204);
  };
}
