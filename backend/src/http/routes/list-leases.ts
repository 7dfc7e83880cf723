import { type Lease, listLeasesResponseSchema } from '@genkan/shared/contract';
import type { Context } from 'hono';
import type { AllowlistDeps, BackendDeps } from '../../deps.ts';
import { toLease } from '../../network-status/to-lease.ts';
import { resolveRecords } from '../../policy/document/render.ts';
import { mapBounded } from '../../runtime/map-bounded.ts';
import { listLeases, readLabel } from '../../store/leases.ts';
import type { AppEnv } from '../app-env.ts';
import { findMemberTargets } from '../member-targets.ts';
import { respond } from '../respond.ts';

/** `GET /v1/leases`: the member's own leases, oldest first. */
export function listMyLeases(deps: BackendDeps) {
  return async (c: Context<AppEnv>): Promise<Response> => {
    const member = c.get('member');
    const targets = (await findMemberTargets(deps, member)) ?? [];
    const places = targets.length > 0 ? targets.map((target) => target.deps) : [deps];
    const lists = await mapBounded(places, (place) => listActive(place, member.id));
    return respond(c, listLeasesResponseSchema, { leases: [...mergeLeases(lists.flat())] });
  };
}

async function listActive(deps: AllowlistDeps, memberId: string): Promise<readonly Lease[]> {
  const records = await listLeases(deps.objects, `${memberId}~`);
  const { active } = resolveRecords(deps, records);
  return mapBounded(active, async (record) => toLease(record, await readLabel(deps, record)));
}

/** A lease that several targets have is one lease, until its last end. */
function mergeLeases(leases: readonly Lease[]): readonly Lease[] {
  const byId = new Map<string, Lease>();
  for (const lease of leases.toSorted((a, b) => a.endsAt.localeCompare(b.endsAt))) byId.set(lease.id, lease);
  return [...byId.values()].toSorted((a, b) => a.grantedAt.localeCompare(b.grantedAt));
}
