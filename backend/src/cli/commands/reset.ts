import { diffPolicies } from '@genkan/shared/policy';
import { Command } from 'commander';
import { readBaseline, readDefaultVersion } from '../../admin/baseline.ts';
import { runTask } from '../../tasks.ts';
import { type CliContext, report, requireYes } from '../context.ts';
import { describeDiff } from '../describe-diff.ts';

/** `genkan reset`: the scheduled reset, now. */
export function resetCommand(cli: CliContext): Command {
  return new Command('reset')
    .summary('return the policy to the baseline plus active leases, now')
    .option('-y, --yes', 'do not ask')
    .option('--json', 'print the result as JSON')
    .addHelpText('after', '\nExample:\n  $ genkan reset --yes')
    .action(async (options: { yes?: boolean; json?: boolean }) => {
      const deps = cli.deps();
      if (!options.yes) {
        const [{ document: live }, { document: baseline }] = await Promise.all([
          readDefaultVersion(deps),
          readBaseline(deps),
        ]);
        cli.print(
          `Live → baseline; entries of active leases stay:\n${describeDiff(diffPolicies(live, baseline))}`,
        );
      }
      await requireYes(cli, options, 'Reset the policy?');
      const result = await runTask(deps, { task: 'reset' });
      const words = 'change' in result ? describeDiff(result.change) : '';
      report(
        cli,
        options,
        result,
        `${words}\nThe policy is reset (${result.versionBefore} → ${result.versionAfter}).`,
      );
    });
}
