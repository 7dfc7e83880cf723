import { Command } from 'commander';
import type { CliContext } from '../../context.ts';
import { memberAddCommand } from './add.ts';
import { memberDisableCommand } from './disable.ts';
import { memberEnableCommand } from './enable.ts';
import { memberListCommand } from './list.ts';
import { memberRemoveCommand } from './remove.ts';
import { memberRotateCommand } from './rotate.ts';

/** `genkan member …` */
export function memberCommand(cli: CliContext): Command {
  return new Command('member')
    .description('members and their keys')
    .addCommand(memberAddCommand(cli))
    .addCommand(memberListCommand(cli))
    .addCommand(memberRotateCommand(cli))
    .addCommand(memberDisableCommand(cli))
    .addCommand(memberEnableCommand(cli))
    .addCommand(memberRemoveCommand(cli));
}
