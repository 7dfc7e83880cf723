import { Command } from 'commander';
import { type CliContext, report } from '../../context.ts';
import { table } from '../../terminal/table.ts';

/** `genkan group list` */
export function groupListCommand(cli: CliContext): Command {
  return new Command('list')
    .summary('list the groups with their targets and limits')
    .addHelpText('after', '\nExample:\n  $ genkan group list')
    .action(async (options: { json?: boolean }) => {
      const { readTargetList } = await import('../../../admin/targets/target-list.ts');
      const { groups } = (await readTargetList(await cli.deps())).deployment;
      const words = table(
        cli.style,
        ['GROUP', 'TARGETS', 'LONGEST LEASE', 'LEASES', 'LABEL'],
        Object.entries(groups).map(([name, { targets, maxMinutes, maxLeases, requireLabel }]) => [
          name,
          targets.join(', '),
          maxMinutes === undefined ? '' : `${maxMinutes} min`,
          maxLeases === undefined ? '' : String(maxLeases),
          requireLabel === true ? 'required' : '',
        ]),
      );
      const none = 'There are no groups: every member belongs to every target.';
      report(cli, options, { groups }, Object.keys(groups).length === 0 ? none : words);
    });
}
