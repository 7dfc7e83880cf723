import { Command } from 'commander';
import { type CliContext, report } from '../../context.ts';

/** `genkan member export`: the members as a file lists them. */
export function memberExportCommand(cli: CliContext): Command {
  return new Command('export')
    .summary('print the members as YAML, without keys')
    .addHelpText('after', '\nExample:\n  $ genkan member export > members.yaml')
    .action(async (options: { json?: boolean }) => {
      const [{ listMembers }, { formatMemberList, listActive }] = await Promise.all([
        import('../../../store/member-store.ts'),
        import('../../../admin/members/member-list.ts'),
      ]);
      const stored = await listMembers((await cli.deps()).objects);
      const members = listActive(stored.members);
      report(cli, options, { members }, formatMemberList(members));
    });
}
