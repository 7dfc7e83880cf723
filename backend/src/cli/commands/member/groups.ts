import { Command } from 'commander';
import { type CliContext, report } from '../../context.ts';

/** `genkan member groups`: which targets a member belongs to. */
export function memberGroupsCommand(cli: CliContext): Command {
  return new Command('groups')
    .summary('put a member into these groups and no others')
    .argument('<id>', 'the member')
    .argument('[groups...]', 'the groups; none: every target, with the limits of the deployment')
    .addHelpText('after', '\nExample:\n  $ genkan member groups hanako developers operators')
    .action(async (id: string, groups: readonly string[], options: { json?: boolean }) => {
      const { setMemberGroups } = await import('../../../admin/targets/groups.ts');
      await setMemberGroups(await cli.deps(), id, groups);
      report(
        cli,
        options,
        { id, groups },
        groups.length === 0
          ? `${id} is in no group, and belongs to every target.`
          : `${id} is in ${groups.join(', ')}. Leases in other targets end with the next reconcile.`,
      );
    });
}
