import { dirname, join } from 'node:path';
import type { Deployment } from '../deployment.ts';
import { formatDeployment } from '../deployment-file.ts';
import { cliEnvironment, formatEnvironmentFile } from './cli-environment.ts';
import { BUILT_BUNDLE, buildBackend, type Command, cdk, genkan } from './commands.ts';
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
  await adopt(env, world);
  const healthy = (await world.run(genkan('Checking the deployment', ['doctor'], env))) === 0;
  if (!healthy) world.say('It is deployed; the doctor says above what is left to do.');
  world.say(
    `Endpoint: ${outputs.EndpointDualStack}\nFor the command line: set -a; . ${environmentFile}; set +a`,
  );
  if (plan.member === undefined) world.say('Let somebody in with: genkan member add ID --name NAME');
  else await must(world, genkan('Adding the first member', addMember(plan.member), env));
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

function addMember({ id, name }: Member): string[] {
  return ['member', 'add', id, '--name', name];
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

/** A second deploy finds a baseline and must not take the leases in the live policy for office addresses. */
async function adopt(env: Readonly<Record<string, string>>, world: DeployWorld): Promise<void> {
  const adopted =
    (await world.probe(genkan('Looking for a baseline', ['baseline', 'show', '--json'], env))) === 0;
  if (adopted) world.say('The baseline is kept.');
  else await must(world, genkan('Adopting the policy as the baseline', ['init', '--yes'], env));
}

async function must(world: DeployWorld, command: Command): Promise<void> {
  const code = await world.run(command);
  if (code !== 0) throw new StepError(`${command.title} failed with exit code ${code}; see above.`);
}
