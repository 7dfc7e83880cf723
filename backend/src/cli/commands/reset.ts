import { Command } from 'commander';
import { type CliContext, propose, report } from '../context.ts';
import { describeDiff } from '../terminal/describe.ts';

/** `genkan reset`: the scheduled reset, now. */
export function resetCommand(cli: CliContext): Command {
  return new Command('reset')
    .summary('return the policy to the baseline plus active leases, now')
    .option('--to-baseline', 'end every lease of every member as well')
    .option('-y, --yes', 'do not ask')
    .addHelpText(
      'after',
      '\nExamples:\n  $ genkan reset\n  $ genkan reset --to-baseline\n  $ genkan reset --yes --json',
    )
    .action(async (options: { toBaseline?: boolean; yes?: boolean; json?: boolean }) => {
      const [{ previewReset }, { runInTarget }] = await Promise.all([
        import('../../admin/policy/preview-reset.ts'),
        import('../../tasks/run-task.ts'),
      ]);
      const deps = await cli.deps();
      const { toBaseline = false } = options;
      const preview = await previewReset(deps, { toBaseline });
      await propose(
        cli,
        options,
        preview.same
          ? `The live policy is ${toBaseline ? 'the baseline' : 'the baseline plus the active leases'}: a reset changes nothing.`
          : `The reset will change the live policy:\n${describeDiff(preview, cli.style)}`,
        toBaseline ? 'Reset the policy and end every lease?' : 'Reset the policy?',
      );
      const result = await runInTarget(deps, { task: 'reset', toBaseline });
      const words =
        result.versionBefore === result.versionAfter
          ? `The policy stays at ${result.versionAfter}.`
          : `The policy is reset (${result.versionBefore} → ${result.versionAfter}).`;
      report(cli, options, result, words);
    });
}
