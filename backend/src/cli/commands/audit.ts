import { Command, Option } from 'commander';
import type { AuditRecord } from '../../store/audit-trail.ts';
import { type CliContext, report } from '../context.ts';
import { duration } from '../duration.ts';
import { moment } from '../moment.ts';
import { table } from '../table.ts';

const DAY_MS = 86_400_000;

interface Options {
  readonly since: number;
  readonly member?: string;
  readonly jsonl?: boolean;
  readonly json?: boolean;
}

/** `genkan audit`: who was let in, when, from where, until when. */
export function auditCommand(cli: CliContext): Command {
  return new Command('audit')
    .summary('print the audit trail')
    .addOption(
      new Option('--since <duration>', 'how far back, such as 90m, 24h or 30d')
        .argParser(duration)
        .default(DAY_MS, '24h'),
    )
    .option('--member <id>', 'only this member')
    .option('--json', 'print the result as JSON')
    .option('--jsonl', 'print one JSON event per line')
    .addHelpText(
      'after',
      '\nExamples:\n  $ genkan audit --since 7d --member hanako\n  $ genkan audit --since 30d --jsonl > trail.jsonl',
    )
    .action(async (options: Options) => {
      const { readTrail } = await import('../../store/audit-trail.ts');
      const deps = await cli.deps();
      const until = deps.clock.now();
      const trail = await readTrail(deps.objects, { since: until - options.since, until });
      const events = trail.filter(
        (event) => options.member === undefined || event['memberId'] === options.member,
      );
      if (options.jsonl) {
        for (const event of events) cli.print(JSON.stringify(event));
        return;
      }
      const { timeZone } = deps.config;
      report(
        cli,
        options,
        { events },
        events.length === 0 ? 'There are no events.' : describe(cli, events, timeZone),
      );
    });
}

function describe(cli: CliContext, events: readonly AuditRecord[], timeZone: string): string {
  return table(
    cli.style,
    [`TIME (${timeZone})`, 'EVENT', 'MEMBER', 'CIDR', 'UNTIL', 'VERSION', 'WHAT'],
    events.map((event) => [
      moment(event.at, timeZone),
      event.event,
      text(event['memberId']),
      text(event['cidr']),
      typeof event['endsAt'] === 'string' ? moment(event['endsAt'], timeZone) : '',
      text(event['versionAfter']),
      [
        text(event['label']),
        text(event['reason']),
        ...entries('+ ', event['added']),
        ...entries('- ', event['removed']),
        ...entries('', event['other']),
      ]
        .filter((words) => words !== '')
        .join('; '),
    ]),
  );
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function entries(sign: string, value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map((entry) => `${sign}${text(entry)}`) : [];
}
