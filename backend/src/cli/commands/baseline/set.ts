import { diffPolicies, type PolicyDiff } from '@genkan/shared/policy';
import { Command } from 'commander';
import { type CliContext, CliError, propose, report } from '../../context.ts';
import { chooseTarget, type TargetOption, targetOption } from '../../input/choose-target.ts';
import { readDocument } from '../../input/read-document.ts';
import { describeDiff } from '../../terminal/describe.ts';

interface Options extends TargetOption {
  readonly fromLive?: boolean;
  readonly yes?: boolean;
  readonly json?: boolean;
}

/** `genkan baseline set`: replaces the baseline after showing what that means. */
export function baselineSetCommand(cli: CliContext): Command {
  return new Command('set')
    .summary('replace the baseline, from a file or from the live policy without its leases')
    .argument('[file]', 'a policy document; - for standard input')
    .option('--from-live', 'adopt what was edited by hand in the live policy')
    .option('-y, --yes', 'do not ask')
    .addOption(targetOption())
    .addHelpText(
      'after',
      '\nExamples:\n  $ genkan baseline set baseline.json\n  $ genkan baseline set --from-live --yes',
    )
    .action(async (file: string | undefined, options: Options) => {
      if ((file === undefined) !== (options.fromLive === true)) {
        throw new CliError('Name a file, or use --from-live.');
      }
      const [{ BASELINE_KEY }, admin, { writePersonalBaselines }] = await Promise.all([
        import('../../../store/baseline.ts'),
        import('../../../admin/policy/baseline.ts'),
        import('../../../admin/targets/personal-baselines.ts'),
      ]);
      const deps = await chooseTarget(cli, options);
      const document = file === undefined ? await admin.proposeFromLive(deps) : await readDocument(file);
      admin.requireIpPolicy(deps, document);
      const [stored, live] = await Promise.all([
        deps.objects.get(BASELINE_KEY),
        admin.readDefaultVersion(deps),
      ]);
      const change = stored && diffPolicies(stored.body, document);
      if (stored?.body === document) {
        // An interrupted command may have left the personal targets behind.
        const behind = await writePersonalBaselines(await cli.deps(), deps.policies.arn, document);
        report(
          cli,
          options,
          { changed: false, ...(behind > 0 && { personalTargets: behind }) },
          `This is the baseline already; nothing was changed.${behind === 0 ? '' : ` ${behind} personal targets have it too.`}`,
        );
        return;
      }
      const nextReset = diffPolicies(live.document, document);
      await propose(cli, options, describe(cli, change, nextReset), 'Make this the baseline?');
      await admin.writeBaseline(deps, document, stored?.etag);
      const personal = await writePersonalBaselines(await cli.deps(), deps.policies.arn, document);
      const also =
        personal === 0
          ? ''
          : ` ${personal} personal ${personal === 1 ? 'target has' : 'targets have'} it too.`;
      report(
        cli,
        options,
        { changed: true, ...(change && { change }), ...(personal > 0 && { personalTargets: personal }) },
        `The baseline is set.${also} It takes effect with the next reset ("genkan reset" does it now).`,
      );
    });
}

function describe(cli: CliContext, change: PolicyDiff | undefined, nextReset: PolicyDiff): string {
  const words = (diff: PolicyDiff) =>
    diff.same ? '(nothing but its spelling)' : describeDiff(diff, cli.style);
  return [
    change
      ? `From the present baseline to the new one:\n${words(change)}`
      : 'There is no baseline yet; this one will be the first.',
    nextReset.same
      ? 'The live policy is the same as the new baseline.'
      : `From the live policy to the new baseline, as the next reset does it (active leases stay):\n${words(nextReset)}`,
  ].join('\n\n');
}
