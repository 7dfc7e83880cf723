import { dirname, join } from 'node:path';
import type { Deployment } from '../deployment.ts';
import { formatDeployment } from '../deployment-file.ts';
import { cliEnvironment, formatEnvironmentFile } from './cli-environment.ts';
import { BUILT_BUNDLE, buildBackend, type Command, cdk, GENKAN, genkan } from './commands.ts';
import { readOutputs } from './outputs.ts';

/** What deploying does to the world; tests record it. */
export interface DeployWorld {
  /** Runs it to its end with the terminal handed over; answers its exit code. */
  run(command: Command): Promise<number>;
  /** The same with its output thrown away, for questions that a command answers by its exit code. */
  probe(command: Command): Promise<number>;
  read(file: string): Promise<string>;
  write(file: string, text: string): Promise<void>;
  /** Creates the policy; `exists` when there is one of this name, which is then left as it is. */
  createPolicy(name: string, document: string): Promise<'created' | 'exists'>;
  say(text: string): void;
}

/** The first member: a short id for the records, and a name for people. */
export interface Member {
  readonly id: string;
  readonly name: string;
}

export interface DeployPlan {
  readonly deployment: Deployment;
  /** The document to create the policy with; absent when it exists. */
  readonly newPolicy?: string;
  readonly member?: Member;
  readonly bundle?: string;
  readonly config: string;
  readonly out: string;
  readonly bootstrap: boolean;
}

/** A step ended with an error that it has already told the terminal. */
export class StepError extends Error {
  override readonly name = 'StepError';
}

/** Writes the template without asking AWS anything. @throws {StepError} */
export async function synthesiseOnly(plan: DeployPlan, world: DeployWorld): Promise<void> {
  const config = join(plan.out, 'deployment.json');
  await world.write(config, formatDeployment(plan.deployment));
  const bundle = await prepare(plan, world);
  await must(
    world,
    cdk('Writing the template', ['synth', '--quiet', '--output', plan.out], { config, bundle }),
  );
  if (plan.newPolicy !== undefined) {
    world.say(`A deploy would create the policy ${plan.deployment.policy}:\n${plan.newPolicy}`);
  }
  world.say(`The template is ${join(plan.out, 'Genkan.template.json')}. Nothing was deployed.`);
}

/**
 * Deploys, adopts the policy and lets the first member in. The policy is made here and not by the stack: whatever
 * CloudFormation owns it would one day put back.
 *
 * @throws {StepError}
 */
export async function deploy(plan: DeployPlan, world: DeployWorld): Promise<void> {
  const { config, deployment } = plan;
  const bundle = await prepare(plan, world);
  if (plan.newPolicy !== undefined) await createPolicy(deployment.policy, plan.newPolicy, world);
  await world.write(config, formatDeployment(deployment));
  const input = { config, bundle };
  if (plan.bootstrap) {
    await must(world, cdk('Preparing the account for the CDK (safe to repeat)', ['bootstrap'], input));
  }
  const outputsFile = join(dirname(config), 'outputs.json');
  const deployVerb = ['deploy', '--require-approval', 'never', '--outputs-file', outputsFile];
  await must(world, cdk('Deploying the stack', deployVerb, input));

  const outputs = readOutputs(await world.read(outputsFile));
  const env = cliEnvironment(deployment, outputs);
  const environmentFile = join(dirname(config), 'genkan.env');
  await world.write(environmentFile, formatEnvironmentFile(env));
  const isFirst = await adopt(env, world);
  const healthy = (await world.run(genkan('Checking the deployment', ['doctor'], env))) === 0;
  if (!healthy) world.say('It is deployed; the doctor says above what is left to do.');
  world.say(
    [
      `Endpoint: ${outputs.EndpointDualStack}`,
      'For the command line:',
      `  set -a; . ${environmentFile}; set +a`,
      `  alias genkan='node ${GENKAN}'`,
    ].join('\n'),
  );
  await letIn(plan.member, { isFirst, env }, world);
}

/** Takes the stack away; the stack itself restores the baseline first. @throws {StepError} */
export async function destroy(plan: { config: string; bundle?: string }, world: DeployWorld): Promise<void> {
  const bundle = await prepare(plan, world);
  await must(
    world,
    cdk('Restoring the baseline and deleting the stack', ['destroy', '--force'], {
      config: plan.config,
      bundle,
    }),
  );
  world.say('The stack is gone, the policy is at its baseline, and the bucket with the audit trail is kept.');
}

/** Repeating a deploy with the same flags must not fail because the first member is one already. */
async function letIn(
  member: Member | undefined,
  { isFirst, env }: { isFirst: boolean; env: Readonly<Record<string, string>> },
  world: DeployWorld,
): Promise<void> {
  if (member === undefined) {
    world.say('Let somebody in with: genkan member add ID --name NAME');
    return;
  }
  const add = genkan('Adding the first member', ['member', 'add', member.id, '--name', member.name], env);
  if (isFirst) await must(world, add);
  else if ((await world.run(add)) !== 0) world.say('No setup code was made; see above.');
}

async function prepare(plan: { readonly bundle?: string }, world: DeployWorld): Promise<string> {
  if (plan.bundle !== undefined) return plan.bundle;
  await must(world, buildBackend());
  return BUILT_BUNDLE;
}

async function createPolicy(name: string, document: string, world: DeployWorld): Promise<void> {
  const result = await world.createPolicy(name, document);
  world.say(
    result === 'created'
      ? `Created the policy ${name}. It denies nobody anything until you attach it to users or groups.`
      : `The policy ${name} exists already and is left as it is.`,
  );
}

/**
 * Makes the policy's document the baseline, once: a second deploy must not take the leases in the live policy for office
 * addresses. Answers whether this was the first.
 */
async function adopt(env: Readonly<Record<string, string>>, world: DeployWorld): Promise<boolean> {
  const probe = genkan('Looking for a baseline', ['baseline', 'show', '--json'], env);
  if ((await world.probe(probe)) === 0) {
    world.say('The baseline is kept.');
    return false;
  }
  await must(world, genkan('Adopting the policy as the baseline', ['init', '--yes'], env));
  return true;
}

async function must(world: DeployWorld, command: Command): Promise<void> {
  const code = await world.run(command);
  if (code !== 0) throw new StepError(`${command.title} failed with exit code ${code}; see above.`);
}
