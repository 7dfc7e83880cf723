import { Command } from 'commander';
import { type CliContext, report } from '../../context.ts';
import { describeEndedLeases } from '../../terminal/describe.ts';

/** `genkan member disable`: keys stop, leases end. */
export function memberDisableCommand(cli: CliContext): Command {
  return new Command('disable')
    .summary('stop a member\'s keys and end the member\'s leases, until "enable"')
    .argument('<id>', 'the member')
    .addHelpText('after', '\nExample:\n  $ genkan member disable hanako')
    .action(async (id: string, options: { json?: boolean }) => {
      const { disableMember } = await import('../../../admin/members/members.ts');
      cli.note(`Stopping ${id}'s keys; this takes some seconds.`);
      const endedLeases = await disableMember(await cli.deps(), id);
      report(
        cli,
        options,
        { id, disabled: true, endedLeases },
        `${id} is disabled. ${describeEndedLeases(endedLeases)}`,
      );
    });
}
