import { Command } from 'commander';
import { ProblemError } from '../../../runtime/problems.ts';
import { type CliContext, CliError, report } from '../../context.ts';

/** `genkan lease revoke`: ends any member's lease now. */
export function leaseRevokeCommand(cli: CliContext): Command {
  return new Command('revoke')
    .summary('end a lease now')
    .argument('<lease>', 'the lease id, as "genkan lease list" shows it')
    .addHelpText('after', '\nExample:\n  $ genkan lease revoke hanako~203.0.113.7_32')
    .action(async (id: string, options: { json?: boolean }) => {
      const { revoke } = await import('../../../leases/revoke.ts');
      const { state } = await revoke(await cli.deps(), { id, requestId: 'genkan-lease-revoke' }).catch(
        (error: unknown) => {
          if (!(error instanceof ProblemError && error.code === 'not_found')) throw error;
          throw new CliError(`There is no lease "${id}". "genkan lease list" shows their ids.`, {
            cause: error,
          });
        },
      );
      report(
        cli,
        options,
        { id, version: state.version },
        `${id} has ended (policy version ${state.version}). AWS may still allow its address for some seconds.`,
      );
    });
}
