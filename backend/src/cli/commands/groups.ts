import { Command } from 'commander';
import type { CliContext } from '../context.ts';
import { baselineSetCommand } from './baseline/set.ts';
import { baselineShowCommand } from './baseline/show.ts';
import { groupListCommand } from './group/list.ts';
import { groupRemoveCommand } from './group/remove.ts';
import { groupSetCommand } from './group/set.ts';
import { leaseAddCommand } from './lease/add.ts';
import { leaseListCommand } from './lease/list.ts';
import { leaseRevokeCommand } from './lease/revoke.ts';
import { memberAddCommand } from './member/add.ts';
import { memberDisableCommand } from './member/disable.ts';
import { memberEnableCommand } from './member/enable.ts';
import { memberExportCommand } from './member/export.ts';
import { memberGroupsCommand } from './member/groups.ts';
import { memberListCommand } from './member/list.ts';
import { memberRemoveCommand } from './member/remove.ts';
import { memberRotateCommand } from './member/rotate.ts';
import { memberSyncCommand } from './member/sync.ts';
import { policyDiffCommand } from './policy/diff.ts';
import { policyShowCommand } from './policy/show.ts';
import { targetAddCommand } from './target/add.ts';
import { targetCreatePersonalCommand } from './target/create-personal.ts';
import { targetListCommand } from './target/list.ts';
import { targetRemoveCommand } from './target/remove.ts';
import { targetTemplateCommand } from './target/template.ts';

/** `genkan member …` */
export function memberCommand(cli: CliContext): Command {
  return new Command('member')
    .description('members and their keys')
    .addCommand(memberAddCommand(cli))
    .addCommand(memberListCommand(cli))
    .addCommand(memberGroupsCommand(cli))
    .addCommand(memberRotateCommand(cli))
    .addCommand(memberDisableCommand(cli))
    .addCommand(memberEnableCommand(cli))
    .addCommand(memberRemoveCommand(cli))
    .addCommand(memberSyncCommand(cli))
    .addCommand(memberExportCommand(cli));
}

/** `genkan lease …` */
export function leaseCommand(cli: CliContext): Command {
  return new Command('lease')
    .description("members' leases")
    .addCommand(leaseListCommand(cli))
    .addCommand(leaseAddCommand(cli))
    .addCommand(leaseRevokeCommand(cli));
}

/** `genkan policy …` */
export function policyCommand(cli: CliContext): Command {
  return new Command('policy')
    .description('the live policy')
    .addCommand(policyShowCommand(cli))
    .addCommand(policyDiffCommand(cli));
}

/** `genkan baseline …` */
export function baselineCommand(cli: CliContext): Command {
  return new Command('baseline')
    .description('the policy document to which every reset returns')
    .addCommand(baselineShowCommand(cli))
    .addCommand(baselineSetCommand(cli));
}

/** `genkan target …` */
export function targetCommand(cli: CliContext): Command {
  return new Command('target')
    .description('the policies that this deployment manages')
    .addCommand(targetAddCommand(cli))
    .addCommand(targetCreatePersonalCommand(cli))
    .addCommand(targetListCommand(cli))
    .addCommand(targetRemoveCommand(cli))
    .addCommand(targetTemplateCommand(cli));
}

/** `genkan group …` */
export function groupCommand(cli: CliContext): Command {
  return new Command('group')
    .description('groups of members: their targets and limits')
    .addCommand(groupSetCommand(cli))
    .addCommand(groupListCommand(cli))
    .addCommand(groupRemoveCommand(cli));
}
