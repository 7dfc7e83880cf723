import { Command } from 'commander';
import { readBaseline } from '../../../admin/policy/baseline.ts';
import { type CliContext, report } from '../../context.ts';

/** `genkan baseline show`: the document as it is, byte for byte. */
export function baselineShowCommand(cli: CliContext): Command {
  return new Command('show')
    .summary('print the baseline')
    .addHelpText('after', '\nExamples:\n  $ genkan baseline show\n  $ genkan baseline show > baseline.json')
    .action(async (options: { json?: boolean }) => {
      const { document } = await readBaseline(await cli.deps());
      report(cli, options, { document }, document);
    });
}
