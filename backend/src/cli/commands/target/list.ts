import { Command } from 'commander';
import { type CliContext, report } from '../../context.ts';
import { table } from '../../terminal/table.ts';

/** `genkan target list`: the policies that the deployment manages, and the groups that lead to them. */
export function targetListCommand(cli: CliContext): Command {
  return new Command('list')
    .summary('list the policies that this deployment manages')
    .addHelpText('after', '\nExamples:\n  $ genkan target list\n  $ genkan target list --json')
    .action(async (options: { json?: boolean }) => {
      const { readTargetList } = await import('../../../admin/targets/target-list.ts');
      const { deployment } = await readTargetList(await cli.deps());
      const groupsOf = (id: string) =>
        Object.entries(deployment.groups).flatMap(([name, { targets }]) =>
          targets.includes(id) ? [name] : [],
        );
      const words = table(
        cli.style,
        ['ID', 'NAME', 'FOR', 'POLICY', 'ROLE'],
        deployment.targets.map(({ id, name, memberId, retired, policyArn, roleArn }) => [
          id,
          retired === true ? `${name} (being removed)` : name,
          memberId ?? ['everybody without a group', ...groupsOf(id)].join(', '),
          policyArn,
          { text: roleArn ?? '', paint: 'quiet' },
        ]),
      );
      report(cli, options, deployment, words);
    });
}
