import { Command } from 'commander';
import type { Finding } from '../../admin/checks/check.ts';
import { type CliContext, CliError, report } from '../context.ts';
import { explain } from '../terminal/explain.ts';
import type { Style } from '../terminal/style.ts';
import { printable } from '../terminal/table.ts';

interface Options {
  readonly endpoint?: string;
  readonly json?: boolean;
}

/** `genkan doctor`: checks the whole deployment and prints what to fix. Fails when a check fails. */
export function doctorCommand(cli: CliContext): Command {
  return new Command('doctor')
    .summary('check the whole deployment and say what to fix')
    .description(
      'Looks at policy, baseline, versions, schedules, lock, clocks and endpoints, and says what to fix. Changes nothing.\nEnds with 1 when something is broken; a warning, or a permission you lack, is no failure.',
    )
    .option(
      '--endpoint <url>',
      'the endpoint of the deployment; default: GENKAN_ENDPOINT_DUAL_STACK and GENKAN_ENDPOINT_IPV4',
    )
    .addHelpText(
      'after',
      '\nExamples:\n  $ genkan doctor\n  $ genkan doctor --endpoint https://genkan.example.com',
    )
    .action(async (options: Options) => {
      const deps = await cli.deps();
      const { runDoctor } = await import('../../admin/doctor/doctor.ts');
      const findings = await runDoctor(deps, {
        account: await cli.account(),
        endpoints: {
          ...deps.config.endpoints,
          ...(options.endpoint !== undefined && { dualStack: requireUrl(options.endpoint) }),
        },
        explain,
      });
      report(cli, options, { findings }, findings.map((finding) => describe(finding, cli.style)).join('\n'));
      const failures = findings.filter(({ status }) => status === 'failure').length;
      if (failures > 0) {
        throw new CliError(`${failures === 1 ? 'One thing needs' : `${failures} things need`} repair.`);
      }
    });
}

function requireUrl(text: string): string {
  if (!URL.canParse(text) || !/^https?:\/\//.test(text))
    throw new CliError(`"${text}" is not an https:// address.`);
  return text;
}

function describe({ status, check, target, message, fix }: Finding, style: Style): string {
  const marks = { ok: style.good('✔'), warning: style.warning('!'), failure: style.bad('✘') };
  const advice = fix === undefined ? '' : `\n    ${style.quiet('→')} ${printable(fix)}`;
  return `${marks[status]} ${style.strong(target === undefined ? check : `${target} ${check}`)}: ${printable(message)}${advice}`;
}
