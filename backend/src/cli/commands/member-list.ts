import { Command } from 'commander';
import { listMembers } from '../../store/member-store.ts';
import { type CliContext, report } from '../context.ts';
import { table } from '../table.ts';

/** `genkan member list` */
export function memberListCommand(cli: CliContext): Command {
  return new Command('list')
    .summary('list the members')
    .option('--json', 'print the result as JSON')
    .addHelpText('after', '\nExample:\n  $ genkan member list --json')
    .action(async (options: { json?: boolean }) => {
      const deps = cli.deps();
      const now = deps.clock.now();
      const { members, broken } = await listMembers(deps.objects);
      const rows = members.map(({ id, name, created, disabled, keys, limits }) => ({
        id,
        name,
        created,
        disabled: disabled === true,
        keys: keys
          .filter(({ expires }) => expires === undefined || Date.parse(expires) > now)
          .map(({ created, expires }) => ({ created, ...(expires !== undefined && { expires }) })),
        ...(limits && { limits }),
      }));
      const words = table(
        ['ID', 'NAME', 'SINCE', 'KEYS', 'STATE'],
        rows.map((row) => [
          row.id,
          row.name,
          row.created.slice(0, 10),
          String(row.keys.length),
          row.disabled ? 'disabled' : 'active',
        ]),
      );
      const warning = broken.map((key) => `\n${key} is not a member record`).join('');
      report(cli, options, { members: rows, broken }, words + warning);
    });
}
