import { Command, Option } from 'commander';
import { RECORD_CACHE_MS } from '../../../runtime/timing.ts';
import { type CliContext, report } from '../../context.ts';
import { duration, durationInWords } from '../../input/duration.ts';
import { endpointOption, requireEndpoint } from '../../input/options.ts';

const DAY_MS = 86_400_000;

/** `genkan member rotate`: a new key; the old one works a while longer. */
export function memberRotateCommand(cli: CliContext): Command {
  return new Command('rotate')
    .summary('give a member a new key; the old one works a while longer')
    .argument('<id>', 'the member')
    .addOption(endpointOption())
    .addOption(
      new Option(
        '--keep-old <duration>',
        'how long the old key still works, such as 90m, 24h or 7d; 0 for a key that is lost',
      )
        .argParser(duration)
        .default(DAY_MS, '24h'),
    )
    .addHelpText(
      'after',
      '\nExamples:\n  $ genkan member rotate hanako\n  $ genkan member rotate hanako --keep-old 0',
    )
    .action(async (id: string, options: { endpoint?: string; keepOld: number; json?: boolean }) => {
      const { rotateMember } = await import('../../../admin/members/members.ts');
      const endpoint = requireEndpoint(cli, options.endpoint);
      const { key, setupCode, oldKeysUntil } = await rotateMember(await cli.deps(), {
        id,
        endpoint,
        keepOldMs: options.keepOld,
      });
      const seconds = RECORD_CACHE_MS / 1000;
      const old =
        options.keepOld === 0
          ? `The old key stops working within ${seconds} seconds. Leases it was used for go on: "genkan lease list --member ${id}".`
          : `The old key works ${durationInWords(options.keepOld)} more.`;
      report(
        cli,
        options,
        { id, key, setupCode, oldKeysUntil },
        `New setup code for ${id}, shown only now; it is as secret as a password:\n\n${setupCode}\n\nIt works within ${seconds} seconds. ${old}`,
      );
    });
}
