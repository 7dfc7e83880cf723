import { Command } from 'commander';
import { readDefaultVersion, requireFenced, writeBaseline } from '../../admin/baseline.ts';
import { BASELINE_KEY } from '../../store/baseline.ts';
import { type CliContext, CliError, report, requireYes } from '../context.ts';

/** `genkan init`: adopts a policy in use; its default version becomes the baseline. Nobody's access changes. */
export function initCommand(cli: CliContext): Command {
  return new Command('init')
    .summary('adopt an existing policy: its default version becomes the baseline')
    .description(
      'Adopts the policy named by GENKAN_POLICY_ARN. Its default version is copied to the bucket as the baseline; IAM is not changed.',
    )
    .option('-y, --yes', 'do not ask')
    .option('--json', 'print the result as JSON')
    .addHelpText('after', '\nExample:\n  $ genkan init --yes')
    .action(async (options: { yes?: boolean; json?: boolean }) => {
      const deps = cli.deps();
      if (await deps.objects.get(BASELINE_KEY)) {
        throw new CliError(
          'There is a baseline already. "genkan baseline show" prints it, "genkan baseline set" replaces it.',
        );
      }
      const { id, document } = await readDefaultVersion(deps);
      const { fences } = requireFenced(deps, document);
      const entries = fences.flatMap((fence) => fence.entries);
      if (!options.json) {
        cli.print(
          [
            `Policy ${deps.policies.arn}, default version ${id}`,
            ...fences.map(
              (fence) =>
                `  statement ${fence.statement}${fence.sid ? ` (${fence.sid})` : ''}: ${fence.operator} ${fence.key}: ${fence.entries.join(', ')}`,
            ),
            `It becomes the baseline s3://${deps.config.bucket}/${BASELINE_KEY}. IAM is not changed.`,
          ].join('\n'),
        );
      }
      await requireYes(cli, options, 'Adopt this policy?');
      await writeBaseline(deps, document);
      report(
        cli,
        options,
        { policyArn: deps.policies.arn, version: id, entries },
        'Done. Next: genkan member add <id> --name <name> --endpoint <https://…>',
      );
    });
}
