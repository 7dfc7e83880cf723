import { Command } from 'commander';
import type { CliContext } from '../context.ts';
import { chooseTargets, type TargetOption, targetOption } from '../input/choose-target.ts';
import { type ForEachOptions, forEachTarget } from './for-each-target.ts';

/** `genkan reconcile`: the scheduled reconcile, now. */
export function reconcileCommand(cli: CliContext): Command {
  return new Command('reconcile')
    .summary('apply all leases and remove what has ended, now')
    .addOption(targetOption())
    .addHelpText('after', '\nExamples:\n  $ genkan reconcile\n  $ genkan reconcile --target staging')
    .action(async (options: TargetOption & ForEachOptions) => {
      const { runInTarget } = await import('../../tasks/run-task.ts');
      await forEachTarget(cli, options, await chooseTargets(cli, options), {
        run: ({ deps }) => runInTarget(deps, { task: 'reconcile', toBaseline: false }),
        words: ({ versionBefore, versionAfter }) =>
          versionBefore === versionAfter
            ? `The live policy (${versionAfter}) is as it should be.`
            : `The live policy is now ${versionAfter} (it was ${versionBefore}).`,
      });
    });
}
