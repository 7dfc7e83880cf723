import { isMemberId } from '@genkan/shared/codes/member-key';
import * as v from 'valibot';
import { DEFAULT_POLICY_NAME, type DeploymentInput, deploymentSchema } from '../../deployment.ts';
import { officeNetworks } from './office-policy.ts';
import type { Prompter } from './prompter.ts';

/** What a member's id may be, for people. */
export const MEMBER_ID_RULE =
  'An id has up to 32 lower-case letters, digits and hyphens, and begins with a letter or digit.';

/** What the administrator entered: the deployment, and what a first deployment creates. */
export interface Answers {
  readonly deployment: Partial<DeploymentInput>;
  /** Office networks to create the policy with; empty when it exists. */
  readonly office: readonly string[];
  /** Id of the first member. */
  readonly member?: string;
}

/** What is known before the first question. */
export interface Known extends Answers {
  /** The region and zone of the machine this runs on. */
  readonly hostRegion: string;
  readonly hostTimeZone: string;
  /** A deployment file exists: the deployment has members already, and the question for a first one is left out. */
  readonly again: boolean;
}

/** Asks for what the flags and the file leave open, most important first. @throws {CancelledError} */
export async function ask(prompter: Prompter, known: Known): Promise<Answers> {
  const { deployment } = known;
  const { policy, office } = await askPolicy(prompter, known);
  const region = await prompter.text({
    message: 'Region (the policy itself is global; choose one near the team)',
    initial: deployment.region ?? known.hostRegion,
    check: field('region'),
  });
  const timeZone = await prompter.text({
    message: 'The team’s time zone',
    initial: deployment.timeZone ?? known.hostTimeZone,
    check: field('timeZone'),
  });
  const resetTime = await prompter.text({
    message: 'When does the policy go back to its baseline every day?',
    initial: deployment.resetTime ?? '00:00',
    check: field('resetTime'),
  });
  const administrators = await askAdministrators(prompter, deployment);
  const alarm = await askAlarm(prompter, deployment);
  const member = known.member ?? (known.again ? '' : await prompter.text(FIRST_MEMBER));
  return {
    deployment: { ...deployment, ...administrators, ...alarm, policy, region, timeZone, resetTime },
    office,
    ...(member === '' ? {} : { member }),
  };
}

const FIRST_MEMBER = {
  message: 'Id of the first member (empty: none yet)',
  placeholder: 'aiko',
  check: (id: string) => (id === '' || isMemberId(id) ? undefined : MEMBER_ID_RULE),
};

async function askPolicy(
  prompter: Prompter,
  { deployment, office }: Known,
): Promise<{ policy: string; office: readonly string[] }> {
  if (office.length > 0) return { policy: deployment.policy ?? DEFAULT_POLICY_NAME, office };
  const how = await prompter.choose(
    'Which IP policy protects the team?',
    [
      { value: 'existing', label: 'One that exists', hint: 'Genkan adopts it as it is' },
      {
        value: 'new',
        label: 'A new one',
        hint: 'made from your office addresses, not attached to any user yet',
      },
    ],
    'existing',
  );
  if (how === 'existing') {
    const policy = await prompter.text({
      message: 'ARN or name of the policy',
      ...(deployment.policy === undefined ? {} : { initial: deployment.policy }),
      placeholder: 'arn:aws:iam::123456789012:policy/OfficeOnly',
      check: field('policy'),
    });
    return { policy, office: [] };
  }
  const policy = await prompter.text({
    message: 'Name of the new policy',
    initial: DEFAULT_POLICY_NAME,
    check: field('policy'),
  });
  const networks = await prompter.text({
    message: 'Office addresses or networks, separated by commas',
    placeholder: '203.0.113.7, 2001:db8:77::/48',
    check: (text) => {
      const result = officeNetworks(split(text));
      return result.ok ? undefined : result.reason;
    },
  });
  return { policy, office: split(networks) };
}

async function askAdministrators(
  prompter: Prompter,
  deployment: Partial<DeploymentInput>,
): Promise<Partial<DeploymentInput>> {
  const answer = await prompter.text({
    message:
      'Which administrator roles may write to the bucket? ARNs (empty: every principal of the account that IAM allows)',
    initial: deployment.administratorRoles?.join(', ') ?? '',
    check: (text) => problemOf('administratorRoles', rolesIn(text)),
  });
  return { administratorRoles: rolesIn(answer) };
}

/** No roles are no entry, so that an empty text also removes the roles of the file. */
function rolesIn(text: string): string[] | undefined {
  const roles = split(text);
  return roles.length === 0 ? undefined : roles;
}

async function askAlarm(
  prompter: Prompter,
  deployment: Partial<DeploymentInput>,
): Promise<Partial<DeploymentInput>> {
  if (deployment.alarmTopicArn !== undefined) return {};
  const alarmEmail = await prompter.text({
    message: 'Where should alarms go? An e-mail address (empty: nowhere)',
    initial: deployment.alarmEmail ?? '',
    check: (text) => (text === '' ? undefined : field('alarmEmail')(text)),
  });
  return alarmEmail === '' ? {} : { alarmEmail };
}

function split(text: string): string[] {
  return text.split(/[\s,]+/).filter((part) => part !== '');
}

/** The schema's message about one entered value. */
function field(name: keyof typeof deploymentSchema.entries): (answer: string) => string | undefined {
  return (answer) => problemOf(name, answer);
}

function problemOf(name: keyof typeof deploymentSchema.entries, value: unknown): string | undefined {
  const result = v.safeParse(deploymentSchema.entries[name], value);
  return result.success ? undefined : result.issues[0].message;
}
