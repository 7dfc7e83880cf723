import { Command } from 'commander';
import type { Adoption } from '../../admin/policy/adopt-policy.ts';
import { type CliContext, CliError, propose, report } from '../context.ts';
import { chooseTarget, type TargetOption, targetOption } from '../input/choose-target.ts';
import { readDocument } from '../input/read-document.ts';
import { describeDiff } from '../terminal/describe.ts';
import { printable } from '../terminal/table.ts';

interface Options extends TargetOption {
  readonly baseline?: string;
  readonly force?: boolean;
  readonly yes?: boolean;
  readonly json?: boolean;
}

/** `genkan init`: adopts a policy in use; its default version becomes the baseline. Access does not change. */
export function initCommand(cli: CliContext): Command {
  return new Command('init')
    .summary('adopt an existing policy: its default version becomes the baseline')
    .description(
      'Adopts the policy named by GENKAN_POLICY_ARN. Its default version, without leases, is copied to the bucket as the\nbaseline; IAM is not changed, so access does not change. With a usable baseline in place it changes nothing.',
    )
    .option(
      '--baseline <file>',
      'take this document as the baseline, such as the file of an older nightly restore',
    )
    .option('--force', 'replace a baseline that exists')
    .option('-y, --yes', 'do not ask')
    .addOption(targetOption())
    .addHelpText(
      'after',
      '\nExamples:\n  $ genkan init\n  $ genkan init --baseline policy-from-the-old-bucket.json',
    )
    .action(async (options: Options) => {
      const { prepareAdoption } = await import('../../admin/policy/adopt-policy.ts');
      const deps = await chooseTarget(cli, options);
      const document = options.baseline === undefined ? undefined : await readDocument(options.baseline);
      const adoption = await prepareAdoption(deps, await cli.account(), {
        document,
        force: options.force === true,
      });
      const { version, baseline, entries } = adoption;
      const { attachedTo, concerns } = adoption;
      const result = {
        policyArn: deps.policies.arn,
        version,
        entries,
        carriers: attachedTo,
        warnings: concerns,
      };
      if (baseline.kind === 'kept') {
        if (baseline.differs && document !== undefined) {
          throw new CliError(
            'There is a baseline already, and it is another one. "genkan baseline show" prints it; --force replaces it after showing the difference.',
          );
        }
        report(
          cli,
          options,
          { ...result, baseline: 'kept' },
          [
            'There is a usable baseline already; nothing was changed. "genkan policy diff" compares it with the live policy, "genkan baseline set" or "genkan init --force" replaces it.',
            ...describeWarnings(cli, concerns),
          ].join('\n'),
        );
        return;
      }
      await propose(cli, options, describe(cli, deps.policies.arn, adoption), 'Adopt this policy?');
      await adoption.write();
      report(
        cli,
        options,
        { ...result, baseline: baseline.kind },
        'The policy is adopted. Next: genkan member add <id> --name <name> --endpoint <https://…>, then genkan doctor',
      );
    });
}

function describe(
  cli: CliContext,
  arn: string,
  { version, allowlists, attachedTo, concerns, baseline, differsFromLive }: Adoption,
) {
  const lines = [
    `${cli.style.strong('Policy')} ${arn}, default version ${version}`,
    `${cli.style.strong('Attached to')} ${attachedTo}`,
    cli.style.strong('Allowlists in the baseline'),
    ...allowlists.map(
      ({ statement, sid, operator, key, entries }) =>
        `  statement ${statement}${sid ? ` (${sid})` : ''}: ${operator} ${key}: ${entries.join(', ')}`,
    ),
  ];
  lines.push(...describeWarnings(cli, concerns));
  if (baseline.kind === 'replaced') {
    lines.push('From the present baseline to the new one:', describeDiff(baseline.change, cli.style));
  }
  if (!differsFromLive.same) {
    lines.push(
      'The live policy differs from the new baseline; the next reset undoes what no lease explains:',
      describeDiff(differsFromLive, cli.style),
    );
  }
  lines.push('The baseline goes to the bucket. IAM is not changed, so access does not change now.');
  return lines.join('\n');
}

function describeWarnings(cli: CliContext, concerns: Adoption['concerns']): readonly string[] {
  return concerns.map(
    ({ message, fix }) =>
      `${cli.style.warning('!')} ${printable(message)}\n    ${cli.style.quiet('→')} ${printable(fix)}`,
  );
}
