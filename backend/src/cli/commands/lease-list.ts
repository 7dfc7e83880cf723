import { Command } from 'commander';
import { toLease } from '../../allowlist/lease-records.ts';
import { resolveRecords } from '../../allowlist/render.ts';
import { listLeases, readLabel } from '../../store/leases.ts';
import { type CliContext, report } from '../context.ts';
import { table } from '../table.ts';

/** `genkan lease list`: everybody's active leases. */
export function leaseListCommand(cli: CliContext): Command {
  return new Command('list')
    .summary("list everybody's active leases")
    .option('--member <id>', 'only this member')
    .option('--json', 'print the result as JSON')
    .addHelpText('after', '\nExample:\n  $ genkan lease list --member hanako')
    .action(async (options: { member?: string; json?: boolean }) => {
      const deps = cli.deps();
      const prefix = options.member === undefined ? '' : `${options.member}~`;
      const { active } = resolveRecords(deps, await listLeases(deps.objects, prefix));
      const leases = await Promise.all(
        active.map(async (record) => ({
          memberId: record.memberId,
          ...toLease(record, await readLabel(deps, record)),
        })),
      );
      const words = table(
        ['MEMBER', 'CIDR', 'UNTIL', 'LABEL', 'ID'],
        leases.map((lease) => [lease.memberId, lease.cidr, lease.endsAt, lease.label ?? '', lease.id]),
      );
      report(cli, options, { leases }, leases.length === 0 ? 'There are no active leases.' : words);
    });
}
