import { Command } from 'commander';
import { type CliContext, report } from '../context.ts';

/** `genkan reconcile`: the scheduled reconcile, now. */
export function reconcileCommand(cli: CliContext): Command {
  return new Command('reconcile')
    .summary('apply all leases and remove what has ended, now')
    .addHelpText('after', '\nExample:\n  $ genkan reconcile')
    .action(async (options: { json?: boolean }) => {
      const { runInTarget } = await import('../../tasks/run-task.ts');
      const result = await runInTarget(await cli.deps(), { task: 'reconcile', toBaseline: false });
      const words =
        result.versionBefore === result.versionAfter
          ? `The live policy (${result.versionAfter}) is as it should be.`
          : `The live policy is now ${result.versionAfter} (it was ${result.versionBefore}).`;
      report(cli, options, result, words);
    });
}
