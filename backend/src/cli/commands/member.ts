import { Command } from 'commander';
import type { CliContext } from '../context.ts';
import { memberAddCommand } from './member-add.ts';
import { memberDisableCommand } from './member-disable.ts';
import { memberEnableCommand } from './member-enable.ts';
import { memberListCommand } from './member-list.ts';
import { memberRemoveCommand } from './member-remove.ts';
import { memberRotateCommand } from './member-rotate.ts';

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
