import {
  type CreateLeaseRequest,
  type CreateLeaseResponse,
  createLeaseRequestSchema,
  createLeaseResponseSchema,
  type TargetGrant,
} from '@genkan/shared/contract';
import type { Context } from 'hono';
import type { BackendDeps } from '../../deps.ts';
import { grant } from '../../leases/grant.ts';
import type { GrantRequest } from '../../leases/grant-request.ts';
import { requireUnblocked } from '../../network-status/blocked-address.ts';
import { ProblemError } from '../../runtime/problems.ts';
import { grantOnTargets } from '../../targets/grant-on-targets.ts';
import type { AppEnv } from '../app-env.ts';
import { chooseTargets, findMemberTargets } from '../member-targets.ts';
import { readJson } from '../read-json.ts';
import { respond } from '../respond.ts';
import { requireAddress } from '../source-address/require-address.ts';

/** `POST /v1/leases`: lets the member in from the address this request comes from. */
export function createLease(deps: BackendDeps) {
  return async (c: Context<AppEnv>): Promise<Response> => {
    const { minutes, label, targets } = await readJson(c, createLeaseRequestSchema);
    const request: GrantRequest = {
      member: c.get('member'),
      address: requireAddress(deps, c),
      minutes,
      label: label === '' ? undefined : label,
      requestId: c.get('requestId'),
      isAllowedBy: c.get('isAllowedBy'),
    };
    const result = await allow(deps, request, targets);
    return respond(c, createLeaseResponseSchema, result, isNew(result) ? 201 : 200);
  };
}

async function allow(
  deps: BackendDeps,
  request: GrantRequest,
  ids: CreateLeaseRequest['targets'],
): Promise<CreateLeaseResponse> {
  const targets = await findMemberTargets(deps, request.member);
  if (!targets) {
    if (ids)
      throw new ProblemError('invalid_request', 'This deployment has one target. Leave "targets" out.');
    await requireUnblocked(deps, request.address);
    return grant(deps, request);
  }
  const grants = await grantOnTargets(chooseTargets(targets, ids), request);
  const first = grants.find((each) => each.outcome !== 'failed');
  if (!first) throw new RangeError('A grant that failed everywhere is a problem');
  return { ...first, ...(targets.length > 1 && { targets: [...grants] }) };
}

function isNew({ outcome, targets }: CreateLeaseResponse): boolean {
  const outcomes: readonly TargetGrant['outcome'][] = [
    outcome,
    ...(targets ?? []).map((each) => each.outcome),
  ];
  return outcomes.includes('granted');
}
