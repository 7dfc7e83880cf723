import type { Address } from '@genkan/shared/address';
import type { TargetStatus } from '@genkan/shared/contract';
import { readMemberStatus } from '../network-status/member-status.ts';
import { problemBody } from '../runtime/problems.ts';
import type { MemberTarget } from './member-targets.ts';
import { mostSpecific, onEachTarget } from './on-each-target.ts';

/**
 * The member's access in each target, side by side.
 * @throws {ProblemError} when nothing is known of any target: the problem that says most
 */
export async function statusOfTargets(
  targets: readonly MemberTarget[],
  request: { readonly address: Address; readonly requestId: string },
): Promise<readonly TargetStatus[]> {
  const outcomes = await onEachTarget(targets, ({ deps, member }) =>
    readMemberStatus(deps, member.id, request.address),
  );
  if (outcomes.every(({ result }) => !result.ok)) throw mostSpecific(outcomes);
  return outcomes.map(({ of: { name }, result }) =>
    result.ok
      ? { ...name, status: 'known', ...result.value }
      : { ...name, status: 'unknown', problem: problemBody(result.problem, request.requestId) },
  );
}
