import { Command } from 'commander';
import { VERSION } from '../version.ts';
import { auditCommand } from './commands/audit.ts';
import { baselineCommand } from './commands/baseline.ts';
import { doctorCommand } from './commands/doctor.ts';
import { initCommand } from './commands/init.ts';
import { leaseCommand } from './commands/lease.ts';
import { memberCommand } from './commands/member.ts';
import { policyCommand } from './commands/policy.ts';
import { reconcileCommand } from './commands/reconcile.ts';
import { resetCommand } from './commands/reset.ts';
import type { CliContext } from './context.ts';

/** The whole command line. Parsing and help are commander's; each command is one file. */
export function createProgram(cli: CliContext): Command {
  const program = new Command('genkan')
    .description("Genkan's administration: members, leases, policy and baseline")
    .version(VERSION)
    .addCommand(initCommand(cli))
    .addCommand(memberCommand(cli))
    .addCommand(leaseCommand(cli))
    .addCommand(policyCommand(cli))
    .addCommand(baselineCommand(cli))
    .addCommand(resetCommand(cli))
    .addCommand(reconcileCommand(cli))
    .addCommand(auditCommand(cli))
    .addCommand(doctorCommand(cli))
    .addHelpText(
      'after',
      "\nIt uses your own AWS credentials and the deployment's GENKAN_POLICY_ARN and GENKAN_BUCKET.",
    );
  for (const command of withSubcommands(program)) {
    // Errors and help come back to the caller, who decides on the exit code.
    command.exitOverride().configureOutput({ writeOut: (text) => cli.print(text.trimEnd()) });
  }
  return program;
}

function withSubcommands(command: Command): readonly Command[] {
  return [command, ...command.commands.flatMap(withSubcommands)];
}
