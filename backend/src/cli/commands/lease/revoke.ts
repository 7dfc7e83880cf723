import { Command } from 'commander';
import { mapBounded } from '../../../runtime/map-bounded.ts';
import { type CliContext, CliError } from '../../context.ts';
import { chooseTargets, type TargetOption, targetOption } from '../../input/choose-target.ts';
import { type ForEachOptions, forEachTarget } from '../for-each-target.ts';

/** `genkan lease revoke`: ends any member's lease now. */
export function leaseRevokeCommand(cli: CliContext): Command {
  return new Command('revoke')
    .summary('end a lease now')
    .argument('<lease>', 'the lease id, as "genkan lease list" shows it')
    .addOption(targetOption())
    .addHelpText('after', '\nExample:\n  $ genkan lease revoke hanako~203.0.113.7_32')
    .action(async (id: string, options: TargetOption & ForEachOptions) => {
      const [{ revoke }, { listLeases }] = await Promise.all([
        import('../../../leases/revoke.ts'),
        import('../../../store/leases.ts'),
      ]);
      const targets = await chooseTargets(cli, options);
      const counts = await mapBounded(
        targets,
        async ({ deps }) => (await listLeases(deps.objects, `${id}/`)).length,
      );
      const having = targets.filter((_, index) => counts[index] !== 0);
      if (having.length === 0) {
        throw new CliError(`There is no lease "${id}". "genkan lease list" shows their ids.`);
      }
      await forEachTarget(cli, options, having, {
        run: async ({ deps }) => {
          const { state } = await revoke(deps, { id, requestId: 'genkan-lease-revoke' });
          return { id, version: state.version };
        },
        words: ({ version }) =>
          `${id} has ended (policy version ${version}). AWS may still allow its address for some seconds.`,
      });
    });
}
