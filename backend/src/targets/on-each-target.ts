import { ProblemError, toProblem } from '../runtime/problems.ts';
import type { OpenTarget } from './open-target.ts';

/** What happened in one target. */
export interface Outcome<Of, Value> {
  readonly of: Of;
  readonly result:
    | { readonly ok: true; readonly value: Value }
    | { readonly ok: false; readonly problem: ProblemError };
}

/** Does something in each target, side by side. A failure is that target's outcome, and is logged with its name. */
export function onEachTarget<Of extends OpenTarget, Value>(
  targets: readonly Of[],
  act: (target: Of) => Promise<Value>,
): Promise<readonly Outcome<Of, Value>[]> {
  return Promise.all(
    targets.map(async (of): Promise<Outcome<Of, Value>> => {
      try {
        return { of, result: { ok: true, value: await act(of) } };
      } catch (error) {
        const problem = toProblem(error);
        of.deps.log.info('target_failed', {
          code: problem.code,
          cause: String(problem.cause ?? problem.message),
        });
        return { of, result: { ok: false, problem } };
      }
    }),
  );
}

/** Codes of problems that pass by themselves and say little. */
const PASSING: ReadonlySet<string> = new Set(['busy', 'aws_unavailable', 'internal']);

/** The first problem that does not pass by itself, otherwise the first, with the name of its target. */
export function mostSpecific(outcomes: readonly Outcome<OpenTarget, unknown>[]): ProblemError {
  const failed = outcomes.flatMap(({ of, result }) =>
    result.ok ? [] : [{ name: of.name, problem: result.problem }],
  );
  const chosen = failed.find(({ problem }) => !PASSING.has(problem.code)) ?? failed[0];
  if (!chosen) throw new RangeError('No target failed');
  const { name, problem } = chosen;
  if (failed.length === 1) return problem;
  const { retryAfter, retryAt } = problem;
  return new ProblemError(problem.code, `${name.name}: ${problem.message}`, {
    cause: problem,
    retryAt,
    ...(retryAfter !== undefined && { retryAfter }),
  });
}
