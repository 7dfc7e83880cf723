import { Command } from 'commander';
import { type CliContext, report } from '../../context.ts';
import { formatInstant } from '../../terminal/instant.ts';
import { type Cell, table } from '../../terminal/table.ts';

/** `genkan member list` */
export function memberListCommand(cli: CliContext): Command {
  return new Command('list')
    .summary('list the members')
    .addHelpText('after', '\nExamples:\n  $ genkan member list\n  $ genkan member list --json')
    .action(async (options: { json?: boolean }) => {
      const deps = await cli.deps();
      const { listMembers } = await import('../../../store/member-store.ts');
      const { members, broken } = await listMembers(deps.objects);
      const now = deps.clock.now();
      const { timeZone } = deps.config;
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
        cli.style,
        ['ID', 'NAME', 'SINCE', 'STATE', 'KEYS'],
        rows.map((row) => [
          row.id,
          row.name,
          row.created.slice(0, 10),
          stateOf(row.disabled),
          row.keys
            .map(({ expires }) =>
              expires === undefined ? 'current' : `old, until ${formatInstant(expires, timeZone)}`,
            )
            .join('; '),
        ]),
      );
      const warnings = broken.map((key) => `\n${cli.style.warning('!')} ${key} is not a member record`);
      const none = 'There are no members yet. "genkan member add" makes one.';
      report(cli, options, { members: rows, broken }, (rows.length === 0 ? none : words) + warnings.join(''));
    });
}

function stateOf(disabled: boolean): Cell {
  return disabled ? { text: 'disabled', paint: 'warning' } : { text: 'active', paint: 'good' };
}
