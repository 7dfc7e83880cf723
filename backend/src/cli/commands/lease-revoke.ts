import { Command } from 'commander';
import { revoke } from '../../allowlist/revoke.ts';
import { type CliContext, report } from '../context.ts';

/** `genkan lease revoke`: ends any member's lease now. */
export function leaseRevokeCommand(cli: CliContext): Command {
  return new Command('revoke')
    .summary('end a lease now')
    .argument('<lease>', 'the lease id, as "genkan lease list" shows it')
    .option('--json', 'print the result as JSON')
    .addHelpText('after', '\nExample:\n  $ genkan lease revoke hanako~203.0.113.7_32')
    .action(async (id: string, options: { json?: boolean }) => {
      const { state } = await revoke(cli.deps(), { id, requestId: 'genkan-lease-revoke' });
      report(
        cli,
        options,
        { id, version: state.version },
        `${id} has ended (policy version ${state.version}).`,
      );
    });
}
