import { Command } from 'commander';
import { type CliContext, report } from '../../context.ts';
import { endpointOption, requireEndpoint, wholeNumber } from '../../input/options.ts';

interface Options {
  readonly name: string;
  readonly endpoint?: string;
  readonly maxLeases?: number;
  readonly maxMinutes?: number;
  readonly json?: boolean;
}

/** `genkan member add`: a new member, whose setup code is printed once. */
export function memberAddCommand(cli: CliContext): Command {
  return new Command('add')
    .summary('add a member and print the setup code, once')
    .argument('<id>', 'short id: lower-case letters, digits and hyphens')
    .requiredOption('--name <name>', "the member's name, for people")
    .addOption(endpointOption())
    .option('--max-leases <n>', "stricter than the deployment's limit", wholeNumber)
    .option('--max-minutes <n>', "stricter than the deployment's limit", wholeNumber)
    .addHelpText(
      'after',
      '\nExample:\n  $ genkan member add hanako --name "Hanako Sato" --endpoint https://genkan.example.com',
    )
    .action(async (id: string, options: Options) => {
      const [{ addMember }, { limitsOf }] = await Promise.all([
        import('../../../admin/members/add-member.ts'),
        import('../../../store/members.ts'),
      ]);
      const limits = limitsOf(options);
      const endpoint = requireEndpoint(cli, options.endpoint);
      const { member, key, setupCode } = await addMember(await cli.deps(), {
        id,
        name: options.name,
        endpoint,
        ...(limits && { limits }),
      });
      report(
        cli,
        options,
        { id: member.id, name: member.name, key, setupCode },
        `${member.name} (${member.id}) is a member.\nSetup code, shown only now; it is as secret as a password:\n\n${setupCode}\n\nPaste it into the options page of the Genkan extension.`,
      );
    });
}
