import { Command } from 'commander';
import { readBaseline } from '../../../admin/policy/baseline.ts';
import { type CliContext, report } from '../../context.ts';
import { chooseTarget, type TargetOption, targetOption } from '../../input/choose-target.ts';

/** `genkan baseline show`: the document as it is, byte for byte. */
export function baselineShowCommand(cli: CliContext): Command {
  return new Command('show')
    .summary('print the baseline')
    .addOption(targetOption())
    .addHelpText('after', '\nExamples:\n  $ genkan baseline show\n  $ genkan baseline show > baseline.json')
    .action(async (options: TargetOption & { json?: boolean }) => {
      const { document } = await readBaseline(await chooseTarget(cli, options));
      report(cli, options, { document }, document);
    });
}
