import { Command } from 'commander';
import type { TaskReport } from '../../tasks/run-task.ts';
import { type CliContext, propose, type YesOption } from '../context.ts';
import { type ChosenTarget, chooseTargets, type TargetOption, targetOption } from '../input/choose-target.ts';
import { describeDiff } from '../terminal/describe.ts';
import { type ForEachOptions, forEachTarget } from './for-each-target.ts';

interface Options extends TargetOption, ForEachOptions, YesOption {
  readonly toBaseline?: boolean;
}

/** `genkan reset`: the scheduled reset, now. */
export function resetCommand(cli: CliContext): Command {
  return new Command('reset')
    .summary('return the policy to the baseline plus active leases, now')
    .option('--to-baseline', 'end every lease of every member as well')
    .option('-y, --yes', 'do not ask')
    .addOption(targetOption())
    .addHelpText(
      'after',
      '\nExamples:\n  $ genkan reset\n  $ genkan reset --to-baseline\n  $ genkan reset --target staging --yes --json',
    )
    .action(async (options: Options) => {
      const { runInTarget } = await import('../../tasks/run-task.ts');
      const targets = await chooseTargets(cli, options);
      const { toBaseline = false } = options;
      const previews = await Promise.all(targets.map((target) => describePreview(cli, target, toBaseline)));
      await propose(
        cli,
        options,
        previews.join('\n\n'),
        toBaseline ? 'Reset the policy and end every lease?' : 'Reset the policy?',
      );
      await forEachTarget(cli, options, targets, {
        run: ({ deps }) => runInTarget(deps, { task: 'reset', toBaseline }),
        words: describeReset,
      });
    });
}

async function describePreview(
  cli: CliContext,
  { name, deps }: ChosenTarget,
  toBaseline: boolean,
): Promise<string> {
  const { previewReset } = await import('../../admin/policy/preview-reset.ts');
  const preview = await previewReset(deps, { toBaseline });
  const words = preview.same
    ? `The live policy is ${toBaseline ? 'the baseline' : 'the baseline plus the active leases'}: a reset changes nothing.`
    : `The reset will change the live policy:\n${describeDiff(preview, cli.style)}`;
  return name === undefined ? words : `${cli.style.strong(name.id)}: ${words}`;
}

function describeReset({ versionBefore, versionAfter }: TaskReport): string {
  return versionBefore === versionAfter
    ? `The policy stays at ${versionAfter}.`
    : `The policy is reset (${versionBefore} → ${versionAfter}).`;
}
