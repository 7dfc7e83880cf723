import { isMemberId } from '@genkan/shared/codes/member-key';
import { DEFAULT_POLICY_NAME } from '../../deployment.ts';
import { DeploymentError, parseDeployment, readDeployment } from '../../deployment-file.ts';
import type { DeployPlan, Member } from '../steps/steps.ts';
import type { DeployFlags } from './flags.ts';
import { officeNetworks, officePolicy } from './office-policy.ts';
import type { Prompter } from './prompter.ts';
import { type Answers, ask, MEMBER_ID_RULE } from './questions.ts';

export interface PlanInput {
  readonly flags: DeployFlags;
  /** The text of the file of an earlier deployment, when there is one. */
  readonly saved: string | undefined;
  /** Absent when there is no terminal to ask at. */
  readonly prompter?: Prompter;
  readonly hostRegion: string;
  readonly hostTimeZone: string;
}

/** Flags over file, questions for the rest, and everything checked. @throws {DeploymentError} @throws {CancelledError} */
export async function makePlan(input: PlanInput): Promise<DeployPlan> {
  const { flags, saved, prompter } = input;
  const before = saved === undefined ? {} : readDeployment(saved, flags.config);
  const given: Answers = {
    deployment: { ...before, ...flags.deployment },
    office: flags.office,
    ...(flags.member === undefined ? {} : { member: flags.member }),
  };
  const { hostRegion, hostTimeZone } = input;
  const answers =
    prompter === undefined
      ? withDefaultPolicy(given)
      : await ask(prompter, { ...given, hostRegion, hostTimeZone, again: saved !== undefined });
  const { region, policy } = answers.deployment;
  if (prompter === undefined && (region === undefined || policy === undefined)) {
    throw new DeploymentError(
      'There is no terminal to ask at: add --region REGION, and --policy NAME or --office ADDRESS; see --help.',
    );
  }
  const deployment = parseDeployment(
    answers.deployment,
    prompter === undefined ? 'The flags' : 'The answers',
  );
  return {
    deployment,
    ...newPolicy(answers.office, deployment.policy),
    ...firstMember(answers.member, flags.memberName),
    ...(flags.bundle === undefined ? {} : { bundle: flags.bundle }),
    config: flags.config,
    out: flags.out,
    bootstrap: flags.bootstrap,
  };
}

function withDefaultPolicy(answers: Answers): Answers {
  if (answers.office.length === 0) return answers;
  return { ...answers, deployment: { policy: DEFAULT_POLICY_NAME, ...answers.deployment } };
}

function firstMember(id: string | undefined, name: string | undefined): { member?: Member } {
  if (id === undefined) return {};
  if (!isMemberId(id)) throw new DeploymentError(`--member ${id}: ${MEMBER_ID_RULE}`);
  return { member: { id, name: name ?? id } };
}

function newPolicy(office: readonly string[], policy: string): { newPolicy?: string } {
  if (office.length === 0) return {};
  if (policy.startsWith('arn:')) {
    throw new DeploymentError('--office creates a policy: give its name with --policy, not an ARN.');
  }
  const networks = officeNetworks(office);
  if (!networks.ok) throw new DeploymentError(`--office ${networks.reason}`);
  return { newPolicy: officePolicy(networks.value) };
}
