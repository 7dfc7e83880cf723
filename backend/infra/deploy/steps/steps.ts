import { dirname, join } from 'node:path';
import type { Deployment } from '../../deployment.ts';
import { formatDeployment } from '../../deployment-file.ts';
import { cliEnvironment, formatEnvironmentFile } from './cli-environment.ts';
import { BUILT_BUNDLE, buildBackend, type Command, cdk, GENKAN, genkan } from './commands.ts';
import { readOutputs } from './outputs.ts';

/** The effects of a deploy; tests record them. */
export interface DeployActions {
  /** Runs it to its end with the terminal handed over; returns its exit code. */
  run(command: Command): Promise<number>;
  /** The same with its output thrown away, for commands of which only the exit code matters. */
  probe(command: Command): Promise<number>;
  read(file: string): Promise<string>;
  write(file: string, text: string): Promise<void>;
  /** Creates the policy; `exists` when there is one of this name, which is then left as it is. */
  createPolicy(name: string, document: string): Promise<'created' | 'exists'>;
  print(text: string): void;
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

/** A step failed; its error is on the terminal already. */
export class StepError extends Error {
  override readonly name = 'StepError';
}

/** Writes the template without asking AWS anything. @throws {StepError} */
export async function synthesiseOnly(plan: DeployPlan, actions: DeployActions): Promise<void> {
  const config = join(plan.out, 'deployment.json');
  await actions.write(config, formatDeployment(plan.deployment));
  const bundle = await prepare(plan, actions);
  await runOrFail(
    actions,
    cdk('Writing the template', ['synth', '--quiet', '--output', plan.out], { config, bundle }),
  );
  if (plan.newPolicy !== undefined) {
    actions.print(`A deploy would create the policy ${plan.deployment.policy}:\n${plan.newPolicy}`);
  }
  actions.print(`The template is ${join(plan.out, 'Genkan.template.json')}. Nothing was deployed.`);
}

/**
 * Deploys, adopts the policy and adds the first member. The policy is made here and not by the stack:
 * CloudFormation would restore the document of a policy that it owns.
 *
 * @throws {StepError}
 */
export async function deploy(plan: DeployPlan, actions: DeployActions): Promise<void> {
  const { config, deployment } = plan;
  const bundle = await prepare(plan, actions);
  if (plan.newPolicy !== undefined) await createPolicy(deployment.policy, plan.newPolicy, actions);
  await actions.write(config, formatDeployment(deployment));
  const input = { config, bundle };
  if (plan.bootstrap) {
    await runOrFail(actions, cdk('Preparing the account for the CDK (safe to repeat)', ['bootstrap'], input));
  }
  const outputsFile = join(dirname(config), 'outputs.json');
  const deployVerb = ['deploy', '--require-approval', 'never', '--outputs-file', outputsFile];
  await runOrFail(actions, cdk('Deploying the stack', deployVerb, input));

  const outputs = readOutputs(await actions.read(outputsFile));
  const env = cliEnvironment(deployment, outputs);
  const environmentFile = join(dirname(config), 'genkan.env');
  await actions.write(environmentFile, formatEnvironmentFile(env));
  const isFirst = await adopt(env, actions);
  for (const policy of deployment.furtherPolicies ?? []) {
    const arn = policyArnOf(policy, outputs.PolicyArn);
    const sids = (deployment.sids ?? []).flatMap((sid) => ['--sid', sid]);
    const add = ['target', 'add', arn, ...sids, '--skip-existing', '--yes'];
    await runOrFail(actions, genkan(`Adopting the policy ${policy}`, add, env));
  }
  const healthy = (await actions.run(genkan('Checking the deployment', ['doctor'], env))) === 0;
  if (!healthy) actions.print('It is deployed; the findings of the doctor above say what is left to do.');
  actions.print(
    [
      `Endpoint: ${outputs.EndpointDualStack}`,
      'For the command line:',
      `  set -a; . ${environmentFile}; set +a`,
      `  alias genkan='node ${GENKAN}'`,
    ].join('\n'),
  );
  await addFirstMember(plan.member, { isFirst, env }, actions);
}

/** A policy that is given by name is in the account of the deployment's own. */
function policyArnOf(policy: string, own: string): string {
  return policy.startsWith('arn:') ? policy : own.replace(/:policy\/.*/, `:policy/${policy}`);
}

/** Takes the stack away; the stack itself restores the baseline first. @throws {StepError} */
export async function destroy(
  plan: { config: string; bundle?: string },
  actions: DeployActions,
): Promise<void> {
  const bundle = await prepare(plan, actions);
  await runOrFail(
    actions,
    cdk('Restoring the baseline and deleting the stack', ['destroy', '--force'], {
      config: plan.config,
      bundle,
    }),
  );
  actions.print(
    'The stack is gone, the policy is at its baseline, and the bucket with the audit trail is kept.',
  );
}

/** Repeating a deploy with the same flags must not fail because the first member is one already. */
async function addFirstMember(
  member: Member | undefined,
  { isFirst, env }: { isFirst: boolean; env: Readonly<Record<string, string>> },
  actions: DeployActions,
): Promise<void> {
  if (member === undefined) {
    actions.print('Add a member with: genkan member add ID --name NAME');
    return;
  }
  const add = genkan('Adding the first member', ['member', 'add', member.id, '--name', member.name], env);
  if (isFirst) await runOrFail(actions, add);
  else if ((await actions.run(add)) !== 0) actions.print('No setup code was made; see above.');
}

async function prepare(plan: { readonly bundle?: string }, actions: DeployActions): Promise<string> {
  if (plan.bundle !== undefined) return plan.bundle;
  await runOrFail(actions, buildBackend());
  return BUILT_BUNDLE;
}

async function createPolicy(name: string, document: string, actions: DeployActions): Promise<void> {
  const result = await actions.createPolicy(name, document);
  actions.print(
    result === 'created'
      ? `Created the policy ${name}. It has no effect until you attach it to users or groups.`
      : `The policy ${name} exists already and is left as it is.`,
  );
}

/**
 * Makes the policy's document the baseline, once: after a second deployment, the leases in the live policy would count as
 * office addresses. Returns whether this deployment was the first.
 */
async function adopt(env: Readonly<Record<string, string>>, actions: DeployActions): Promise<boolean> {
  const probe = genkan('Looking for a baseline', ['baseline', 'show', '--json'], env);
  if ((await actions.probe(probe)) === 0) {
    actions.print('The baseline is kept.');
    return false;
  }
  await runOrFail(actions, genkan('Adopting the policy as the baseline', ['init', '--yes'], env));
  return true;
}

async function runOrFail(actions: DeployActions, command: Command): Promise<void> {
  const code = await actions.run(command);
  if (code !== 0) throw new StepError(`${command.title} failed with exit code ${code}; see above.`);
}
