import { Command } from 'commander';
import { type CliContext, report } from '../../context.ts';
import { collect } from '../../input/choose-target.ts';
import { wholeNumber } from '../../input/options.ts';

interface Options {
  readonly target?: readonly string[];
  readonly maxMinutes?: number;
  readonly maxLeases?: number;
  readonly requireLabel?: boolean;
  readonly json?: boolean;
}

/** `genkan group set`: makes a group, or replaces it. */
export function groupSetCommand(cli: CliContext): Command {
  return new Command('set')
    .summary('make a group of members, or replace it')
    .argument('<group>', 'its name: lower-case letters, digits and hyphens')
    .option('--target <id>', 'a target that its members belong to (repeat)', collect)
    .option('--max-minutes <n>', 'the longest lease of its members, in minutes', wholeNumber)
    .option('--max-leases <n>', 'leases that one of its members may hold', wholeNumber)
    .option('--require-label', 'a lease needs a label')
    .addHelpText(
      'after',
      '\nExample:\n  $ genkan group set operators --target staging --target production --max-minutes 120 --require-label',
    )
    .action(async (name: string, options: Options) => {
      const { setGroup } = await import('../../../admin/targets/groups.ts');
      const { target = [], maxMinutes, maxLeases, requireLabel } = options;
      const group = {
        targets: [...target],
        ...(maxMinutes !== undefined && { maxMinutes }),
        ...(maxLeases !== undefined && { maxLeases }),
        ...(requireLabel === true && { requireLabel }),
      };
      await setGroup(await cli.deps(), name, group);
      report(
        cli,
        options,
        { name, ...group },
        `The group ${name} leads to ${target.join(', ')}. "genkan member groups ID ${name}" puts a member into it.`,
      );
    });
}
