import { mapBounded } from '../../runtime/map-bounded.ts';
import { type CliContext, CliError, type JsonOption, report } from '../context.ts';
import type { ChosenTarget } from '../input/choose-target.ts';
import { explain } from '../terminal/explain.ts';

export type ForEachOptions = JsonOption;

/**
 * Does something in each target and reports what happened: one result for a deployment with one policy, otherwise one for each
 * target. A failure in one target stops no other.
 * @throws {CliError} after the report, naming the targets that failed
 */
export async function forEachTarget<Result extends object>(
  cli: CliContext,
  options: ForEachOptions,
  targets: readonly ChosenTarget[],
  act: {
    readonly run: (target: ChosenTarget) => Promise<Result>;
    readonly words: (result: Result) => string;
  },
): Promise<void> {
  const [only] = targets;
  if (targets.length === 1 && only) {
    const result = await act.run(only);
    report(cli, options, result, act.words(result));
    return;
  }
  const outcomes = await mapBounded(targets, async (target) => {
    const id = target.name?.id ?? '';
    try {
      return { target: id, result: await act.run(target) };
    } catch (error) {
      return { target: id, error: explain(error) };
    }
  });
  report(
    cli,
    options,
    {
      targets: outcomes.map(({ target, result, error }) => ({ target, ...result, ...(error && { error }) })),
    },
    outcomes
      .map(({ target, result, error }) => `${target}: ${result ? act.words(result) : error}`)
      .join('\n'),
  );
  const failed = outcomes.flatMap(({ target, error }) => (error === undefined ? [] : [target]));
  if (failed.length > 0) throw new CliError(`It could not be done in ${failed.join(', ')}; see above.`);
}
