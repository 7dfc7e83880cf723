import { createLeaseRequestSchema, createLeaseResponseSchema } from '@genkan/shared/contract';
import type { Context } from 'hono';
import { grant } from '../../leases/grant.ts';
import { requireUnblocked } from '../../network-status/blocked-address.ts';
import type { AppEnv } from '../app-env.ts';
import type { HttpPorts } from '../http-ports.ts';
import { readJson } from '../read-json.ts';
import { respond } from '../respond.ts';
import { requireAddress } from '../source-address/require-address.ts';

/** `POST /v1/leases`: lets the member in from the address this request comes from. */
export function createLease(deps: HttpPorts) {
  return async (c: Context<AppEnv>): Promise<Response> => {
    const { minutes, label } = await readJson(c, createLeaseRequestSchema);
    const address = requireAddress(deps, c);
    await requireUnblocked(deps, address);
    const result = await grant(deps, {
      member: c.get('member'),
      address,
      minutes,
      label: label === '' ? undefined : label,
      requestId: c.get('requestId'),
      isAllowedBy: c.get('isAllowedBy'),
    });
    return respond(c, createLeaseResponseSchema, result, result.outcome === 'granted' ? 201 : 200);
  };
}
