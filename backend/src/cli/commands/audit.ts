import { Command, Option } from 'commander';
import type { AuditRecord } from '../../audit/audit-trail.ts';
import { type CliContext, report } from '../context.ts';
import { duration } from '../input/duration.ts';
import { wholeNumber } from '../input/options.ts';
import { formatInstant } from '../terminal/instant.ts';
import { table } from '../terminal/table.ts';

const DAY_MS = 86_400_000;

/** Rows of a table, or events of one JSON value, unless the administrator asks for more. */
const DEFAULT_LIMIT = 1_000;
/** Progress is noted after each this many events. */
const NOTE_EVERY = 10_000;

interface Options {
  readonly since: number;
  readonly limit?: number;
  readonly member?: string;
  readonly jsonl?: boolean;
  readonly json?: boolean;
}

/** `genkan audit`: which member got access, from which address, when and until when. */
export function auditCommand(cli: CliContext): Command {
  return new Command('audit')
    .summary('print the audit trail')
    .addOption(
      new Option('--since <duration>', 'how far back, such as 90m, 24h or 30d')
        .argParser(duration)
        .default(DAY_MS, '24h'),
    )
    .option('--member <id>', 'only this member')
    .addOption(
      new Option(
        '--limit <n>',
        `only the newest so many; default: ${DEFAULT_LIMIT}, and no limit with --jsonl`,
      ).argParser(wholeNumber),
    )
    .option('--jsonl', 'print one JSON event per line, as they are read')
    .addHelpText(
      'after',
      '\nExamples:\n  $ genkan audit --since 7d --member hanako\n  $ genkan audit --since 30d --jsonl > trail.jsonl',
    )
    .action(async (options: Options) => {
      const { readNewest, streamTrail } = await import('../../audit/audit-trail.ts');
      const deps = await cli.deps();
      const until = deps.clock.now();
      const range = { since: until - options.since, until };
      const matches = (event: AuditRecord) =>
        options.member === undefined || event['memberId'] === options.member;
      if (options.jsonl && options.limit === undefined) {
        await printAll(cli, streamTrail(deps.objects, range), matches);
        return;
      }
      const limit = options.limit ?? DEFAULT_LIMIT;
      const { events, hasMore } = await readNewest(deps.objects, range, { limit, matches });
      if (hasMore) {
        cli.note(
          `Only the newest ${limit} events are shown. Name more with --limit, or print all with --jsonl.`,
        );
      }
      if (options.jsonl) {
        for (const event of events) cli.print(JSON.stringify(event));
        return;
      }
      const { timeZone } = deps.config;
      report(
        cli,
        options,
        { events, ...(hasMore && { hasMore }) },
        events.length === 0 ? 'There are no events.' : describe(cli, events, timeZone),
      );
    });
}

/** Prints events as they are read, so that a pipe gets the first at once and nothing keeps all of them. */
async function printAll(
  cli: CliContext,
  events: AsyncIterable<AuditRecord>,
  matches: (event: AuditRecord) => boolean,
): Promise<void> {
  let read = 0;
  for await (const event of events) {
    if (matches(event)) cli.print(JSON.stringify(event));
    if (++read % NOTE_EVERY === 0) cli.note(`${read} events read, up to ${event.at}.`);
  }
}

function describe(cli: CliContext, events: readonly AuditRecord[], timeZone: string): string {
  return table(
    cli.style,
    [`TIME (${timeZone})`, 'EVENT', 'MEMBER', 'CIDR', 'UNTIL', 'VERSION', 'BY', 'WHAT'],
    events.map((event) => [
      formatInstant(event.at, timeZone),
      event.event,
      text(event['memberId']),
      text(event['cidr']),
      typeof event['endsAt'] === 'string' ? formatInstant(event['endsAt'], timeZone) : '',
      text(event['versionAfter']),
      // `arn:aws:iam::123456789012:user/hanako` → `user/hanako`
      text(event['actor']).replace(/^arn:[^:]*:[^:]*:[^:]*:[^:]*:/, ''),
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
