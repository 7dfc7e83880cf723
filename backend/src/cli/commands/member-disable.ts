import { Command } from 'commander';
import { disableMember, enableMember } from '../../admin/members.ts';
import { RECORD_CACHE_MS } from '../../timing.ts';
import { type CliContext, report } from '../context.ts';

/** `genkan member disable`: keys stop, leases end. */
export function memberDisableCommand(cli: CliContext): Command {
  return new Command('disable')
    .summary("stop a member's keys and end the member's leases")
    .argument('<id>', 'the member')
    .option('--json', 'print the result as JSON')
    .addHelpText('after', '\nExample:\n  $ genkan member disable hanako')
    .action(async (id: string, options: { json?: boolean }) => {
      const endedLeases = await disableMember(cli.deps(), id);
      report(
        cli,
        options,
        { id, disabled: true, endedLeases },
        `${id} is disabled within ${RECORD_CACHE_MS / 1000} seconds; ${endedLeases} lease(s) ended.`,
      );
    });
}

/** `genkan member enable`: the keys work again. */
export function memberEnableCommand(cli: CliContext): Command {
  return new Command('enable')
    .summary("let a disabled member's keys work again")
    .argument('<id>', 'the member')
    .option('--json', 'print the result as JSON')
    .addHelpText('after', '\nExample:\n  $ genkan member enable hanako')
    .action(async (id: string, options: { json?: boolean }) => {
      await enableMember(cli.deps(), id);
      report(cli, options, { id, disabled: false }, `${id} is enabled.`);
    });
}
