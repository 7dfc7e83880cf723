import { Command } from 'commander';
import { type CliContext, propose, report } from '../../context.ts';

interface Options {
  readonly template: string;
  readonly member: string;
  readonly user: string;
  readonly attach?: boolean;
  readonly detachShared?: boolean;
  readonly yes?: boolean;
  readonly json?: boolean;
}

/** `genkan target create-personal`: a policy into which one member's addresses go, and no others. */
export function targetCreatePersonalCommand(cli: CliContext): Command {
  return new Command('create-personal')
    .summary("create a policy for one member's IAM user, with that member's addresses only")
    .requiredOption('--template <id>', 'the shared target whose baseline it begins with')
    .requiredOption('--member <id>', 'the member')
    .requiredOption('--user <name>', "the member's IAM user")
    .option('--attach', 'attach it to the user, when it has the active leases of the member')
    .option('--detach-shared', 'then detach the shared policy from the user')
    .option('-y, --yes', 'do not ask')
    .addHelpText(
      'after',
      '\nExample:\n  $ genkan target create-personal --template main --member alice --user alice --attach --detach-shared',
    )
    .action(async (options: Options) => {
      const { preparePersonalTarget } = await import('../../../admin/targets/create-personal.ts');
      const { attach = false, detachShared = false, user } = options;
      const plan = await preparePersonalTarget(await cli.deps(), await cli.identities(), {
        template: options.template,
        memberId: options.member,
        user,
        attach,
        detachShared,
      });
      const steps = [
        `Create the policy /genkan/${plan.policyName} with the baseline of ${plan.template.id}, as the target ${plan.id}.`,
        `Bring the active leases of ${options.member} into it.`,
        ...(attach ? [`Attach it to the user ${user}: from then on both policies apply.`] : []),
        ...(detachShared ? [`Detach ${plan.template.policyArn} from the user ${user}.`] : []),
      ];
      await propose(cli, options, steps.map((step, index) => `${index + 1}. ${step}`).join('\n'), 'Do this?');
      cli.note('This takes forty seconds: grants that are under way must end first.');
      const target = await plan.write();
      report(
        cli,
        options,
        { target },
        `${target.id} is a target for ${options.member} alone (${target.policyArn}).${attach ? '' : ` Attach it to the user ${user} when you are ready.`}`,
      );
    });
}
