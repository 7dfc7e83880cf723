import { Command } from 'commander';
import { removeMember } from '../../admin/members.ts';
import { type CliContext, report, requireYes } from '../context.ts';

/** `genkan member remove`: the record goes, leases end; the audit trail stays. */
export function memberRemoveCommand(cli: CliContext): Command {
  return new Command('remove')
    .summary("remove a member and end the member's leases")
    .argument('<id>', 'the member')
    .option('-y, --yes', 'do not ask')
    .option('--json', 'print the result as JSON')
    .addHelpText('after', '\nExample:\n  $ genkan member remove hanako --yes')
    .action(async (id: string, options: { yes?: boolean; json?: boolean }) => {
      const deps = cli.deps();
      await requireYes(cli, options, `Remove ${id}, with all keys and leases?`);
      const endedLeases = await removeMember(deps, id);
      report(
        cli,
        options,
        { id, removed: true, endedLeases },
        `${id} is removed; ${endedLeases} lease(s) ended.`,
      );
    });
}
