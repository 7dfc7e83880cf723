import { Command } from 'commander';
import { type CliContext, report } from '../../context.ts';

/** `genkan group remove`: a group without members. */
export function groupRemoveCommand(cli: CliContext): Command {
  return new Command('remove')
    .summary('remove a group that no member is in')
    .argument('<group>', 'the group')
    .addHelpText('after', '\nExample:\n  $ genkan group remove operators')
    .action(async (name: string, options: { json?: boolean }) => {
      const { removeGroup } = await import('../../../admin/targets/groups.ts');
      await removeGroup(await cli.deps(), name);
      report(cli, options, { name, removed: true }, `The group ${name} is removed.`);
    });
}
