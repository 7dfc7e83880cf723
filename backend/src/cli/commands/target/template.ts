import { Command } from 'commander';
import { type CliContext, report } from '../../context.ts';
import { collect } from '../../input/choose-target.ts';

interface Options {
  readonly principal?: readonly string[];
  readonly administrator?: readonly string[];
  readonly organization?: string;
  readonly boundary?: string;
  readonly json?: boolean;
}

/** The names that CloudFormation gives the roles of the functions begin with the stack's name and this. */
const FUNCTION_ROLES = 'GenkanStack-Backend*';

/** `genkan target template`: CloudFormation for the role in another account, or for a permissions boundary. */
export function targetTemplateCommand(cli: CliContext): Command {
  return new Command('template')
    .summary('print a CloudFormation template: the role in another account, or an IP policy as a boundary')
    .option(
      '--principal <role>',
      `a role of this account that may assume it, by name (repeat); default: ${FUNCTION_ROLES}`,
      collect,
    )
    .option('--administrator <role>', 'a role of administrators that may assume it as well (repeat)', collect)
    .option('--organization <id>', 'only principals of this organization')
    .option('--boundary <name>', 'instead: an IP policy of this name for use as a permissions boundary')
    .addHelpText(
      'after',
      '\nExamples:\n  $ genkan target template > genkan-role.yaml\n  $ genkan target template --administrator Administrator --organization o-a1b2c3d4e5\n  $ genkan target template --boundary OfficeBoundary > boundary.yaml\n\nThe role template fits a StackSet. A StackSet does not reach the management account: create a stack there by hand.',
    )
    .action(async (options: Options) => {
      const [{ stringify }, templates, { readTargetList }, { readBaseline, requireIpPolicy }] =
        await Promise.all([
          import('yaml'),
          import('../../../admin/targets/role-template.ts'),
          import('../../../admin/targets/target-list.ts'),
          import('../../../admin/policy/baseline.ts'),
        ]);
      const deps = await cli.deps();
      const roleOf = async () => {
        const { deployment } = await readTargetList(deps);
        return templates.roleTemplate({
          ...deps.config,
          deploymentId: deployment.deploymentId,
          principals: [...(options.principal ?? [FUNCTION_ROLES]), ...(options.administrator ?? [])],
          organizationId: options.organization,
        });
      };
      const boundaryOf = async (name: string) => {
        const { document } = await readBaseline(deps);
        const { allowlists } = requireIpPolicy(deps, document);
        return templates.boundaryTemplate(name, [...new Set(allowlists.flatMap(({ entries }) => entries))]);
      };
      const template = await (options.boundary === undefined ? roleOf() : boundaryOf(options.boundary));
      report(
        cli,
        options,
        template,
        stringify(template, { lineWidth: 0, aliasDuplicateObjects: false }).trimEnd(),
      );
    });
}
