import { Command } from 'commander';
import { VERSION } from '../version.ts';
import { initCommand } from './commands/init.ts';
import { memberAddCommand } from './commands/member-add.ts';
import type { CliContext } from './context.ts';

/** The whole command line. Parsing and help are commander's; each command is one file. */
export function createProgram(cli: CliContext): Command {
  const member = new Command('member')
    .description('members and their keys')
    .addCommand(memberAddCommand(cli));
  return new Command('genkan')
    .description("Genkan's administration: members, leases, policy and baseline")
    .version(VERSION)
    .addCommand(initCommand(cli))
    .addCommand(member)
    .addHelpText(
      'after',
      "\nIt uses your own AWS credentials and the deployment's GENKAN_POLICY_ARN and GENKAN_BUCKET.",
    );
}
