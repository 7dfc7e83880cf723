import { Command } from 'commander';
import { type CliContext, propose, report } from '../../context.ts';

/** `genkan target remove`: restores the target's baseline and manages it no longer. */
export function targetRemoveCommand(cli: CliContext): Command {
  return new Command('remove')
    .summary('restore a policy to its baseline and manage it no longer')
    .argument('<id>', 'the target, as "genkan target list" shows it')
    .option('-y, --yes', 'do not ask')
    .addHelpText('after', '\nExample:\n  $ genkan target remove staging')
    .action(async (id: string, options: { yes?: boolean; json?: boolean }) => {
      const { removeTarget, requireRemovable } = await import('../../../admin/targets/remove-target.ts');
      const deps = await cli.deps();
      const { target } = await requireRemovable(deps, id);
      await propose(
        cli,
        options,
        `${target.policyArn} returns to its baseline, every lease there ends, and Genkan edits it no longer.`,
        `Remove the target ${id}?`,
      );
      cli.note(`Stopping grants in ${id}; this takes forty seconds.`);
      const result = await removeTarget(deps, id, 'genkan-target-remove');
      report(
        cli,
        options,
        { id, removed: true, ...result },
        `${id} is removed; its policy is at its baseline (${result.versionAfter}). Its baseline stays in the bucket. The functions keep their permission until the next "pnpm deploy:aws" without it.`,
      );
    });
}
