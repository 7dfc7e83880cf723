import { Command } from 'commander';
import { VERSION } from '../runtime/version.ts';
import { auditCommand } from './commands/audit.ts';
import { doctorCommand } from './commands/doctor.ts';
import {
  baselineCommand,
  groupCommand,
  leaseCommand,
  memberCommand,
  policyCommand,
  targetCommand,
} from './commands/groups.ts';
import { initCommand } from './commands/init.ts';
import { reconcileCommand } from './commands/reconcile.ts';
import { resetCommand } from './commands/reset.ts';
import type { CliContext, GlobalOptions } from './context.ts';

const NOTES = `
Settings come from the environment, the same as the backend's: GENKAN_POLICY_ARN, GENKAN_BUCKET, …,
or from --settings: the file wins, and an environment that contradicts it does not count.
Credentials are your own: whatever the AWS SDK finds, or --profile.
Every command takes --json. Commands that remove something show it, and ask; scripts add --yes.

Exit codes:
  0  done
  1  it could not be done, or the doctor found something broken; the message says what to do
  2  the arguments or the settings are wrong

Examples:
  $ genkan init
  $ genkan member add hanako --name "Hanako Sato" --endpoint https://genkan.example.com
  $ genkan --profile team doctor`;

/** The whole command line. Parsing and help are commander's; each command is one file. */
export function createProgram(cli: CliContext): Command {
  const program = new Command('genkan')
    .description("Genkan's administration: members, leases, policy and baseline")
    .version(VERSION)
    .option('--settings <file>', 'read settings from a file of NAME=value lines, as a deployment writes it')
    .option('--profile <name>', 'use this AWS profile')
    .option('--region <name>', "the deployment's AWS region")
    .hook('preAction', (command) => cli.configure(command.opts<GlobalOptions>()))
    .addCommand(initCommand(cli))
    .addCommand(memberCommand(cli))
    .addCommand(groupCommand(cli))
    .addCommand(leaseCommand(cli))
    .addCommand(targetCommand(cli))
    .addCommand(policyCommand(cli))
    .addCommand(baselineCommand(cli))
    .addCommand(resetCommand(cli))
    .addCommand(reconcileCommand(cli))
    .addCommand(auditCommand(cli))
    .addCommand(doctorCommand(cli))
    .addHelpText('after', NOTES);
  for (const command of withSubcommands(program)) {
    if (command.commands.length === 0) command.option('--json', 'print the result as JSON');
    // Errors and help are returned to the caller, which sets the exit code.
    command
      .exitOverride()
      .showSuggestionAfterError()
      .showHelpAfterError('Add --help to see what it takes.')
      .configureOutput({
        writeOut: (text) => cli.print(text.trimEnd()),
        writeErr: (text) => cli.note(text.trimEnd()),
      });
  }
  return program;
}

function withSubcommands(command: Command): readonly Command[] {
  return [command, ...command.commands.flatMap(withSubcommands)];
}
