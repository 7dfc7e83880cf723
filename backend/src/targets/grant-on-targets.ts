import type { TargetGrant } from '@genkan/shared/contract';
import type { AllowlistDeps } from '../deps.ts';
import { grant } from '../leases/grant.ts';
import type { GrantRequest } from '../leases/grant-request.ts';
import { isAllowed } from '../leases/plan-grant.ts';
import { requireUnblocked } from '../network-status/blocked-address.ts';
import { ProblemError, problemBody } from '../runtime/problems.ts';
import { parseMember } from '../store/members.ts';
import type { MemberTarget } from './member-targets.ts';
import { mostSpecific, onEachTarget } from './on-each-target.ts';

/**
 * Allows an address in each target, side by side: what one of them does or fails to do changes nothing in another. A target
 * that could not be reached keeps the lease record, and its next reconcile applies it.
 * @throws {ProblemError} when no target has the address: the problem that says most
 */
export async function grantOnTargets(
  targets: readonly MemberTarget[],
  request: GrantRequest,
): Promise<readonly TargetGrant[]> {
  const outcomes = await onEachTarget(targets, async ({ deps, member, requiresLabel, name }) => {
    if (requiresLabel && request.label === undefined) throw labelProblem(name.name);
    await requireUnblocked(deps, request.address);
    return grant(deps, { ...request, member, isAllowedBy: allowedHere(deps, request) });
  });
  if (outcomes.every(({ result }) => !result.ok)) throw mostSpecific(outcomes);
  return outcomes.map(({ of: { name }, result }): TargetGrant => {
    if (!result.ok)
      return { ...name, outcome: 'failed', problem: problemBody(result.problem, request.requestId) };
    const { value } = result;
    return value.outcome === 'covered'
      ? { ...name, outcome: value.outcome, entry: value.entry, policy: value.policy }
      : { ...name, outcome: value.outcome, lease: value.lease, policy: value.policy };
  });
}

/** The member's record, as it is when the lease is applied, must still put the member into the target. */
function allowedHere({ isMember = () => true }: AllowlistDeps, request: GrantRequest) {
  return (record: string | undefined): boolean => {
    const member = parseMember(record);
    return member !== undefined && isMember(member) && isAllowed(request, record);
  };
}

function labelProblem(name: string): ProblemError {
  return new ProblemError(
    'invalid_request',
    `${name} requires a label. Give the network a label and try again.`,
  );
}
