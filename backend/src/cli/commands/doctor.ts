import { styleText } from 'node:util';
import { Command } from 'commander';
import type { Finding } from '../../admin/checks/check.ts';
import { examine } from '../../admin/doctor.ts';
import { type CliContext, CliError, report } from '../context.ts';

const MARKS = {
  ok: styleText('green', '✔'),
  warning: styleText('yellow', '!'),
  failure: styleText('red', '✘'),
} as const;

/** `genkan doctor`: looks at the whole deployment and says what to fix. Fails when something is broken. */
export function doctorCommand(cli: CliContext): Command {
  return new Command('doctor')
    .summary('check the whole deployment and say what to fix')
    .option('--json', 'print the result as JSON')
    .addHelpText('after', '\nExample:\n  $ genkan doctor')
    .action(async (options: { json?: boolean }) => {
      const findings = await examine(cli.deps(), { attachments: cli.attachments, fetch: cli.fetch });
      report(cli, options, { findings }, findings.map(describe).join('\n'));
      const failures = findings.filter(({ status }) => status === 'failure').length;
      if (failures > 0) throw new CliError(`${failures} thing(s) need repair.`);
    });
}

function describe({ status, check, message, fix }: Finding): string {
  return `${MARKS[status]} ${check}: ${message}${fix === undefined ? '' : `\n    → ${fix}`}`;
}
