/** `pnpm destroy:aws`: takes the stack away; the policy goes back to its baseline first and the bucket stays. */
import { existsSync, readFileSync } from 'node:fs';
import { intro, outro } from '@clack/prompts';
import { readFlags } from './deploy/plan/flags.ts';
import { CancelledError, terminalPrompter } from './deploy/plan/prompter.ts';
import { runMain } from './deploy/run-main.ts';
import { destroy } from './deploy/steps/steps.ts';
import { systemActions } from './deploy/steps/system-actions.ts';
import { DeploymentError, readDeployment } from './deployment-file.ts';

await runMain(main);

async function main(): Promise<void> {
  const { config, bundle, yes } = readFlags(process.argv.slice(2));
  intro('Genkan');
  if (!existsSync(config)) {
    throw new DeploymentError(
      `${config} does not exist: name the file of the deployment with --config FILE.`,
    );
  }
  const { stackName, region, policy } = readDeployment(readFileSync(config, 'utf8'), config);
  if (!yes) {
    const question = `End every lease in ${policy}, restore its baseline and delete ${stackName} in ${region}?`;
    if (!process.stdin.isTTY) throw new DeploymentError('There is no terminal to ask at: repeat with --yes.');
    if (!(await terminalPrompter.confirm(question))) throw new CancelledError('Nothing was changed.');
  }
  await destroy({ config, ...(bundle === undefined ? {} : { bundle }) }, systemActions);
  outro('Done.');
}
