import type { TargetEnd } from '@genkan/shared/contract';
import { noSuchLease, revoke } from '../leases/revoke.ts';
import { problemBody } from '../runtime/problems.ts';
import { mostSpecific, onEachTarget } from './on-each-target.ts';
import type { OpenTarget } from './open-target.ts';

/**
 * Ends a lease in each target that has it.
 * @returns what happened in those targets
 * @throws {ProblemError} `not_found` when no target has it; when it ended in none, the problem that says most
 */
export async function revokeOnTargets(
  targets: readonly OpenTarget[],
  request: { readonly id: string; readonly memberId?: string; readonly requestId: string },
): Promise<readonly TargetEnd[]> {
  const outcomes = await onEachTarget(targets, ({ deps }) => revoke(deps, request));
  const having = outcomes.filter(({ result }) => result.ok || result.problem.code !== 'not_found');
  if (having.length === 0) throw noSuchLease();
  if (having.every(({ result }) => !result.ok)) throw mostSpecific(having);
  return having.map(({ of: { name }, result }) =>
    result.ok
      ? { ...name, outcome: 'ended' }
      : { ...name, outcome: 'failed', problem: problemBody(result.problem, request.requestId) },
  );
}
