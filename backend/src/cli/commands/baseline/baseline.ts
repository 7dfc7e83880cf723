import { Command } from 'commander';
import type { CliContext } from '../../context.ts';
import { baselineSetCommand } from './set.ts';
import { baselineShowCommand } from './show.ts';

/** `genkan baseline …` */
export function baselineCommand(cli: CliContext): Command {
  return new Command('baseline')
    .description('the pristine policy that every reset returns to')
    .addCommand(baselineShowCommand(cli))
    .addCommand(baselineSetCommand(cli));
}
