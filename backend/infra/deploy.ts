/** `pnpm deploy:aws`: asks, deploys, and ends with a setup code. */
import { existsSync, readFileSync } from 'node:fs';
import { intro, note, outro } from '@clack/prompts';
import { HELP, readFlags } from './deploy/plan/flags.ts';
import { makePlan } from './deploy/plan/plan.ts';
import { CancelledError, terminalPrompter } from './deploy/plan/prompter.ts';
import { runMain } from './deploy/run-main.ts';
import { type DeployPlan, deploy, synthesiseOnly } from './deploy/steps/steps.ts';
import { systemActions } from './deploy/steps/system-actions.ts';
import { DeploymentError, formatDeployment } from './deployment-file.ts';

await runMain(main);

async function main(): Promise<void> {
  const flags = readFlags(process.argv.slice(2));
  if (flags.help) {
    console.log(HELP);
    return;
  }
  const guided = !flags.yes && process.stdin.isTTY === true;
  if (!guided && !flags.yes && !flags.synthOnly) {
    throw new DeploymentError('There is no terminal to ask at: repeat with --yes and flags; see --help.');
  }
  intro('Genkan');
  const plan = await makePlan({
    flags,
    saved: existsSync(flags.config) ? readFileSync(flags.config, 'utf8') : undefined,
    ...(guided ? { prompter: terminalPrompter } : {}),
    hostRegion: process.env['AWS_REGION'] ?? process.env['AWS_DEFAULT_REGION'] ?? 'ap-northeast-1',
    hostTimeZone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
  });
  if (flags.synthOnly) await synthesiseOnly(plan, systemActions);
  else await confirmed(plan, guided);
  outro('Done.');
}

async function confirmed(plan: DeployPlan, guided: boolean): Promise<void> {
  note(formatDeployment(plan.deployment).trim(), 'What will be deployed');
  if (guided && !(await terminalPrompter.confirm('Deploy this now?'))) {
    throw new CancelledError('Nothing was changed.');
  }
  await deploy(plan, systemActions);
}
