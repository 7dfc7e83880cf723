import { Command } from 'commander';
import type { CliContext } from '../../context.ts';
import { policyDiffCommand } from './diff.ts';
import { policyShowCommand } from './show.ts';

/** `genkan policy …` */
export function policyCommand(cli: CliContext): Command {
  return new Command('policy')
    .description('the live policy')
    .addCommand(policyShowCommand(cli))
    .addCommand(policyDiffCommand(cli));
}
