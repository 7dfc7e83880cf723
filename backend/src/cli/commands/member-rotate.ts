import { Command } from 'commander';
import { rotateMember } from '../../admin/members.ts';
import { type CliContext, report } from '../context.ts';
import { wholeNumber } from '../options.ts';
import { requireEndpoint } from './member-add.ts';

/** `genkan member rotate`: a new key; the old one works a while longer. */
export function memberRotateCommand(cli: CliContext): Command {
  return new Command('rotate')
    .summary('give a member a new key; the old one works a while longer')
    .argument('<id>', 'the member')
    .option(
      '--endpoint <url>',
      "Genkan's address; default: GENKAN_ENDPOINT_DUAL_STACK or GENKAN_ENDPOINT_IPV4",
    )
    .option('--grace <minutes>', 'how long the old key still works', wholeNumber, 24 * 60)
    .option('--now', 'the old key stops working at once')
    .option('--json', 'print the result as JSON')
    .addHelpText('after', '\nExample:\n  $ genkan member rotate hanako --grace 60')
    .action(
      async (id: string, options: { endpoint?: string; grace: number; now?: boolean; json?: boolean }) => {
        const graceMinutes = options.now ? 0 : options.grace;
        const { key, setupCode } = await rotateMember(cli.deps(), {
          id,
          endpoint: requireEndpoint(cli, options.endpoint),
          graceMinutes,
        });
        const old = options.now
          ? 'The old key no longer works.'
          : `The old key works ${graceMinutes} minutes more.`;
        report(
          cli,
          options,
          { id, key, setupCode, graceMinutes },
          `New setup code for ${id}, shown only now; it is as secret as a password:\n\n${setupCode}\n\n${old}`,
        );
      },
    );
}
