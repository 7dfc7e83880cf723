import { listLeasesResponseSchema } from '@genkan/shared/contract';
import type { Context } from 'hono';
import { toLease } from '../../leases/to-lease.ts';
import { resolveRecords } from '../../policy/document/render.ts';
import { mapBounded } from '../../runtime/map-bounded.ts';
import { listLeases, readLabel } from '../../store/leases.ts';
import type { AppEnv } from '../app-env.ts';
import type { HttpPorts } from '../http-ports.ts';
import { respond } from '../respond.ts';

/** `GET /v1/leases`: the member's own leases, oldest first. */
export function listMyLeases(deps: HttpPorts) {
  return async (c: Context<AppEnv>): Promise<Response> => {
    const records = await listLeases(deps.objects, `${c.get('member').id}~`);
    const { active } = resolveRecords(deps, records);
    const leases = await mapBounded(active, async (record) => toLease(record, await readLabel(deps, record)));
    return respond(c, listLeasesResponseSchema, { leases });
  };
}
