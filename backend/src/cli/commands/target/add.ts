import { Command } from 'commander';
import { type CliContext, propose, report } from '../../context.ts';
import { collect } from '../../input/choose-target.ts';
import { readDocument } from '../../input/read-document.ts';

interface Options {
  readonly role?: string;
  readonly id?: string;
  readonly name?: string;
  readonly group?: readonly string[];
  readonly sid?: readonly string[];
  readonly baseline?: string;
  readonly skipExisting?: boolean;
  readonly yes?: boolean;
  readonly json?: boolean;
}

/** `genkan target add`: another policy that the deployment manages. */
export function targetAddCommand(cli: CliContext): Command {
  return new Command('add')
    .summary('manage another policy, in this account or in another one')
    .argument('<policy>', "the policy's ARN")
    .option('--role <arn>', 'the role in the policy\'s account ("genkan target template" creates it)')
    .option('--id <id>', "short id; default: from the policy's name")
    .option('--name <name>', 'what members read; default: the policy and its account')
    .option(
      '--group <group>',
      'whose members belong to it (repeat); default: every member without a group',
      collect,
    )
    .option('--sid <sid>', 'edit only the statements with these Sids (repeat)', collect)
    .option('--baseline <file>', 'the baseline, where you cannot read the policy yourself')
    .option('--skip-existing', 'succeed when the policy is a target already')
    .option('-y, --yes', 'do not ask')
    .addHelpText(
      'after',
      '\nExamples:\n  $ genkan target add arn:aws:iam::123456789012:policy/Operators --name "Operators"\n  $ genkan target add arn:aws:iam::210987654321:policy/OfficeOnly --role arn:aws:iam::210987654321:role/genkan/backend --name Production',
    )
    .action(async (policyArn: string, options: Options) => {
      const [{ prepareTarget }, { findTargetOf }] = await Promise.all([
        import('../../../admin/targets/add-target.ts'),
        import('../../../admin/targets/target-list.ts'),
      ]);
      const deps = await cli.deps();
      const existing = options.skipExisting === true ? await findTargetOf(deps, policyArn) : undefined;
      if (existing) {
        report(cli, options, { target: existing }, `${policyArn} is the target ${existing.id} already.`);
        return;
      }
      const baseline = options.baseline === undefined ? undefined : await readDocument(options.baseline);
      const { role: roleArn, id, name, group: groups, sid: sids } = options;
      const addition = await prepareTarget(deps, { policyArn, roleArn, id, name, groups, sids, baseline });
      const { target, deploymentId, entries } = addition;
      const preview = [
        `${cli.style.strong('Target')} ${target.id}: ${target.name}`,
        `${cli.style.strong('Policy')} ${target.policyArn}`,
        ...(roleArn === undefined
          ? []
          : [`${cli.style.strong('Role')} ${roleArn}, with the external id ${deploymentId}`]),
        `${cli.style.strong('Baseline')} ${entries.join(', ')}`,
        'The baseline goes to the bucket. IAM is not changed, so access does not change now.',
      ].join('\n');
      await propose(cli, options, preview, 'Add this target?');
      await addition.write();
      report(
        cli,
        options,
        { target, deploymentId, entries },
        `${target.id} is a target. Next: let the functions reach it (pnpm deploy:aws ${roleArn === undefined ? `--policy ${deps.config.policyArn} --policy ${policyArn}` : `--target-role ${roleArn}`}), then genkan doctor`,
      );
    });
}
