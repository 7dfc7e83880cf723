import { Command } from 'commander';
import type { CliContext } from '../../context.ts';
import { leaseAddCommand } from './add.ts';
import { leaseListCommand } from './list.ts';
import { leaseRevokeCommand } from './revoke.ts';

/** `genkan lease …` */
export function leaseCommand(cli: CliContext): Command {
  return new Command('lease')
    .description("members' leases")
    .addCommand(leaseListCommand(cli))
    .addCommand(leaseAddCommand(cli))
    .addCommand(leaseRevokeCommand(cli));
}
