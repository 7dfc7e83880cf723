import { Command } from 'commander';
import { readTrail } from '../../store/audit-trail.ts';
import { type CliContext, report } from '../context.ts';
import { wholeNumber } from '../options.ts';
import { table } from '../table.ts';

const DAY_MS = 86_400_000;

/** `genkan audit`: who was let in, when, from where, until when. */
export function auditCommand(cli: CliContext): Command {
  return new Command('audit')
    .summary('print the audit trail')
    .option('--days <n>', 'how far back', wholeNumber, 1)
    .option('--member <id>', 'only this member')
    .option('--json', 'print the result as JSON')
    .addHelpText('after', '\nExample:\n  $ genkan audit --days 7 --member hanako')
    .action(async (options: { days: number; member?: string; json?: boolean }) => {
      const deps = cli.deps();
      const until = deps.clock.now();
      const trail = await readTrail(deps.objects, { since: until - options.days * DAY_MS, until });
      const events = trail.filter(
        (event) => options.member === undefined || event['memberId'] === options.member,
      );
      const text = (value: unknown) => (typeof value === 'string' ? value : '');
      const words = table(
        ['TIME', 'EVENT', 'MEMBER', 'CIDR', 'UNTIL', 'VERSION'],
        events.map((event) => [
          event.at,
          event.event,
          text(event['memberId']),
          text(event['cidr']),
          text(event['endsAt']),
          text(event['versionAfter']),
        ]),
      );
      report(cli, options, { events }, events.length === 0 ? 'There are no events.' : words);
    });
}
