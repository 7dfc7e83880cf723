import { Command } from 'commander';
import type { ExplainedChange, Explanation } from '../../../admin/policy/explain-live.ts';
import { type CliContext, report } from '../../context.ts';
import { chooseTarget, type TargetOption, targetOption } from '../../input/choose-target.ts';
import { formatInstant } from '../../terminal/instant.ts';
import { table } from '../../terminal/table.ts';

const SIGNS = {
  added: { text: '+', paint: 'good' },
  removed: { text: '-', paint: 'bad' },
  other: { text: '!', paint: 'warning' },
} as const;

/** `genkan policy diff`: baseline against live policy, every difference with its cause. */
export function policyDiffCommand(cli: CliContext): Command {
  return new Command('diff')
    .summary('explain the live policy: what differs from the baseline, by whose lease or by hand')
    .addOption(targetOption())
    .addHelpText('after', '\nExamples:\n  $ genkan policy diff\n  $ genkan policy diff --json')
    .action(async (options: TargetOption & { json?: boolean }) => {
      const { explainLive } = await import('../../../admin/policy/explain-live.ts');
      const deps = await chooseTarget(cli, options);
      const explanation = await explainLive(deps);
      report(cli, options, explanation, describe(cli, explanation, deps.config.timeZone));
    });
}

function describe(cli: CliContext, explanation: Explanation, timeZone: string): string {
  const { version, changes, pending } = explanation;
  const byHand = changes.filter(({ by }) => by === 'hand').length;
  const rows = changes.map((change) => [SIGNS[change.kind], change.what, causeOf(change, timeZone)]);
  return [
    changes.length === 0
      ? `The live policy (${version}) is the baseline.`
      : `From the baseline to the live policy (${version}):\n${table(cli.style, ['', 'WHAT', 'BY'], rows)}`,
    ...pending.map(
      ({ memberId, cidr }) =>
        `${memberId}'s lease for ${cidr} is not in the live policy: the policy has no room for it, or it was removed by hand. "genkan reconcile" tries again.`,
    ),
    ...(byHand === 0
      ? []
      : [
          `${byHand === 1 ? 'One change was' : `${byHand} changes were`} made by hand. The next reset undoes ${byHand === 1 ? 'it' : 'them'}; "genkan baseline set --from-live" keeps ${byHand === 1 ? 'it' : 'them'}.`,
        ]),
  ].join('\n\n');
}

function causeOf({ by, leases }: ExplainedChange, timeZone: string): string {
  if (by === 'ended') return 'a lease that has ended; the next reconcile removes it';
  if (by === 'hand') return 'hand';
  return leases
    .map(({ memberId, endsAt }) => `${memberId}'s lease until ${formatInstant(endsAt, timeZone)} ${timeZone}`)
    .join(', ');
}
