import { policySize } from '@genkan/shared/policy';
import { Command } from 'commander';
import { readDefaultVersion } from '../../../admin/policy/baseline.ts';
import { type CliContext, report } from '../../context.ts';
import { chooseTarget, type TargetOption, targetOption } from '../../input/choose-target.ts';

/** `genkan policy show`: the document as it is, byte for byte. */
export function policyShowCommand(cli: CliContext): Command {
  return new Command('show')
    .summary('print the default version')
    .addOption(targetOption())
    .addHelpText('after', '\nExamples:\n  $ genkan policy show\n  $ genkan policy show > today.json')
    .action(async (options: TargetOption & { json?: boolean }) => {
      const { id, document } = await readDefaultVersion(await chooseTarget(cli, options));
      report(cli, options, { version: id, size: policySize(document), document }, document);
    });
}
