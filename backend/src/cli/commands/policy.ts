import { diffPolicies, policySize } from '@genkan/shared/policy';
import { findDrift } from '@genkan/shared/render';
import { Command } from 'commander';
import { readBaseline, readDefaultVersion } from '../../admin/baseline.ts';
import { resolveRecords } from '../../allowlist/render.ts';
import { listLeases } from '../../store/leases.ts';
import { type CliContext, report } from '../context.ts';
import { describeDiff } from '../describe-diff.ts';

/** `genkan policy …` */
export function policyCommand(cli: CliContext): Command {
  return new Command('policy')
    .description('the live policy')
    .addCommand(policyShowCommand(cli))
    .addCommand(policyDiffCommand(cli));
}

function policyShowCommand(cli: CliContext): Command {
  return new Command('show')
    .summary('print the default version')
    .option('--json', 'print the result as JSON')
    .addHelpText('after', '\nExample:\n  $ genkan policy show')
    .action(async (options: { json?: boolean }) => {
      const { id, document } = await readDefaultVersion(cli.deps());
      report(cli, options, { version: id, size: policySize(document), document }, document);
    });
}

function policyDiffCommand(cli: CliContext): Command {
  return new Command('diff')
    .summary('compare the live policy with the baseline, and say what leases do not explain')
    .option('--json', 'print the result as JSON')
    .addHelpText('after', '\nExample:\n  $ genkan policy diff')
    .action(async (options: { json?: boolean }) => {
      const deps = cli.deps();
      const [{ id, document }, baseline, records] = await Promise.all([
        readDefaultVersion(deps),
        readBaseline(deps),
        listLeases(deps.objects),
      ]);
      const { active, ended } = resolveRecords(deps, records);
      const change = diffPolicies(baseline.document, document);
      const drift = findDrift({
        live: document,
        baseline: baseline.document,
        active,
        ended: ended.map((lease) => lease.cidr),
        ...(deps.config.sids && { sids: deps.config.sids }),
      });
      report(
        cli,
        options,
        { version: id, change, drift },
        `Baseline → live (${id}):\n${describeDiff(change)}\n\nNot explained by leases (edits by hand):\n${describeDiff(drift)}`,
      );
    });
}
