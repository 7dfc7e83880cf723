import { Command } from 'commander';
import { type CliContext, report } from '../../context.ts';

/** `genkan member enable`: the keys work again. */
export function memberEnableCommand(cli: CliContext): Command {
  return new Command('enable')
    .summary("let a disabled member's keys work again")
    .argument('<id>', 'the member')
    .addHelpText('after', '\nExample:\n  $ genkan member enable hanako')
    .action(async (id: string, options: { json?: boolean }) => {
      const { enableMember } = await import('../../../admin/members/members.ts');
      await enableMember(await cli.deps(), id);
      report(cli, options, { id, disabled: false }, `${id} is enabled.`);
    });
}
