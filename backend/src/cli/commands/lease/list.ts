import { Command } from 'commander';
import { type CliContext, report } from '../../context.ts';
import { formatInstant } from '../../terminal/instant.ts';
import { table } from '../../terminal/table.ts';

/** `genkan lease list`: the active leases of all members. */
export function leaseListCommand(cli: CliContext): Command {
  return new Command('list')
    .summary('list the active leases of all members')
    .option('--member <id>', 'only this member')
    .addHelpText('after', '\nExamples:\n  $ genkan lease list\n  $ genkan lease list --member hanako --json')
    .action(async (options: { member?: string; json?: boolean }) => {
      const deps = await cli.deps();
      const { listActiveLeases } = await import('../../../admin/members/list-active-leases.ts');
      const leases = await listActiveLeases(deps, options.member);
      const { timeZone } = deps.config;
      const words = table(
        cli.style,
        ['MEMBER', 'CIDR', `UNTIL (${timeZone})`, 'LABEL', 'ID'],
        leases.map((lease) => [
          lease.memberId,
          lease.cidr,
          formatInstant(lease.endsAt, timeZone),
          lease.label ?? '',
          { text: lease.id, paint: 'quiet' },
        ]),
      );
      report(cli, options, { leases }, leases.length === 0 ? 'There are no active leases.' : words);
    });
}
