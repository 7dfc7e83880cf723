import type { AllowlistDeps } from '../deps.ts';
import { ProblemError } from '../runtime/problems.ts';
import type { Member } from '../store/members.ts';
import { type MemberTarget, memberTargets } from '../targets/member-targets.ts';
import { readDeployment } from '../targets/read-deployment.ts';

/**
 * The member's targets; `undefined` for a deployment with one target.
 * @throws {ProblemError} `policy_missing` when the member belongs to none
 */
export async function findMemberTargets(
  deps: AllowlistDeps,
  member: Member,
): Promise<readonly MemberTarget[] | undefined> {
  const deployment = await readDeployment(deps);
  if (!deployment) return undefined;
  const targets = memberTargets(deps, deployment, member);
  if (targets.length > 0) return targets;
  throw new ProblemError(
    'policy_missing',
    'You belong to no AWS account here. Ask an administrator to put you into a group that has one.',
  );
}

/** The targets that a request names, or all. @throws {ProblemError} `invalid_request` for one that is not the member's */
export function chooseTargets(
  targets: readonly MemberTarget[],
  ids: readonly string[] | undefined,
): readonly MemberTarget[] {
  if (ids === undefined) return targets;
  const unknown = ids.find((id) => targets.every(({ name }) => name.id !== id));
  if (unknown !== undefined) {
    const known = targets.map(({ name }) => name.id).join(', ');
    throw new ProblemError('invalid_request', `You have no target "${unknown}". Yours are: ${known}.`);
  }
  return targets.filter(({ name }) => ids.includes(name.id));
}
