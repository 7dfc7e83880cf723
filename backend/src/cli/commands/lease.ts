import { Command } from 'commander';
import type { CliContext } from '../context.ts';
import { leaseAddCommand } from './lease-add.ts';
import { leaseListCommand } from './lease-list.ts';
import { leaseRevokeCommand } from './lease-revoke.ts';

/** `genkan lease …` */
export function leaseCommand(cli: CliContext): Command {
  return new Command('lease')
    .description("members' leases")
    .addCommand(leaseListCommand(cli))
    .addCommand(leaseAddCommand(cli))
    .addCommand(leaseRevokeCommand(cli));
}
