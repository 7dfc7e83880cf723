import { Command } from 'commander';
import type { MemberLease } from '../../../admin/members/list-active-leases.ts';
import { mapBounded } from '../../../runtime/map-bounded.ts';
import { type CliContext, report } from '../../context.ts';
import { chooseTargets, type TargetOption, targetOption } from '../../input/choose-target.ts';
import { formatInstant } from '../../terminal/instant.ts';
import { table } from '../../terminal/table.ts';

/** A lease, and its target where there are several. */
type TargetLease = MemberLease & { readonly target?: string };

/** `genkan lease list`: the active leases of all members. */
export function leaseListCommand(cli: CliContext): Command {
  return new Command('list')
    .summary('list the active leases of all members')
    .option('--member <id>', 'only this member')
    .addOption(targetOption())
    .addHelpText('after', '\nExamples:\n  $ genkan lease list\n  $ genkan lease list --member hanako --json')
    .action(async (options: TargetOption & { member?: string; json?: boolean }) => {
      const targets = await chooseTargets(cli, options);
      const { listActiveLeases } = await import('../../../admin/members/list-active-leases.ts');
      const lists = await mapBounded(targets, async ({ name, deps }) =>
        (await listActiveLeases(deps, options.member)).map(
          (lease): TargetLease => (name === undefined ? lease : { ...lease, target: name.id }),
        ),
      );
      const leases = lists.flat();
      const isNamed = targets.some(({ name }) => name !== undefined);
      const { timeZone } = (await cli.deps()).config;
      const words = table(
        cli.style,
        [...(isNamed ? ['TARGET'] : []), 'MEMBER', 'CIDR', `UNTIL (${timeZone})`, 'LABEL', 'ID'],
        leases.map((lease) => [
          ...(isNamed ? [lease.target ?? ''] : []),
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
