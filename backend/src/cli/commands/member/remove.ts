import { Command } from 'commander';
import { type CliContext, propose, report } from '../../context.ts';
import { describeEndedLeases } from '../../terminal/describe.ts';
import { formatInstant } from '../../terminal/instant.ts';

/** `genkan member remove`: deletes the record and ends the leases; the audit events stay. */
export function memberRemoveCommand(cli: CliContext): Command {
  return new Command('remove')
    .summary("remove a member and end the member's leases")
    .argument('<id>', 'the member')
    .option('-y, --yes', 'do not ask')
    .addHelpText('after', '\nExample:\n  $ genkan member remove hanako --yes')
    .action(async (id: string, options: { yes?: boolean; json?: boolean }) => {
      const [{ listActiveLeases }, { removeMember, requireMemberName }] = await Promise.all([
        import('../../../admin/members/list-active-leases.ts'),
        import('../../../admin/members/members.ts'),
      ]);
      const deps = await cli.deps();
      const [name, leases] = await Promise.all([requireMemberName(deps, id), listActiveLeases(deps, id)]);
      const { timeZone } = deps.config;
      const preview = [
        `${name} (${id}) will be removed: every key stops, and what was granted ends.`,
        ...leases.map(
          ({ cidr, endsAt, label }) =>
            `- ${cidr} until ${formatInstant(endsAt, timeZone)} ${timeZone}${label === undefined ? '' : ` (${label})`}`,
        ),
        ...(leases.length === 0 ? ['There is no active lease.'] : []),
      ].join('\n');
      await propose(cli, options, preview, `Remove ${id}?`);
      cli.note(`Stopping ${id}'s keys; this takes some seconds.`);
      const endedLeases = await removeMember(deps, id);
      report(
        cli,
        options,
        { id, removed: true, endedLeases },
        `${id} is removed. ${describeEndedLeases(endedLeases)}`,
      );
    });
}
