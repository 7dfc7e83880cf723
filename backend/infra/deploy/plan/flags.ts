import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { DeploymentInput } from '../../deployment.ts';
import { DeploymentError } from '../../deployment-file.ts';

export const HELP = `Deploys Genkan into an AWS account.

  pnpm deploy:aws                                  asks what it needs
  pnpm deploy:aws --synth-only                     writes the template, needs no credentials
  pnpm deploy:aws --yes --region eu-central-1 --policy OfficeOnly --member aiko

Which policy
  --policy ARN|NAME       the customer managed policy that Genkan edits (repeat: further ones of the account)
  --personal-targets      the functions may edit the policies of personal targets (path /genkan/)
  --target-role ARN       a role in another account with which Genkan edits a policy there (repeat)
  --office CIDR           creates that policy with these office addresses (repeat; needs no --policy)
  --sid SID               edit only the statements with these Sids (repeat)

Where and when
  --region REGION         for example ap-northeast-1
  --time-zone ZONE        IANA name, for example Asia/Tokyo
  --reset-time HH:MM      when the policy goes back to its baseline
  --stack-name NAME       to deploy more than once into one account and region

Limits
  --max-lease-minutes N   the longest lease a member may ask for
  --max-leases N          leases one member may hold
  --ipv6-prefix 64|128    what a grant adds for an IPv6 address
  --audit-days N          how long the audit trail is kept

Protection
  --administrator-role ARN  only this role may write to the bucket beside the functions (repeat); deploy as such a role
  --http-concurrency N|none requests served at once, reserved in the account (default: 100)

Alarms
  --alarm-email ADDRESS   makes a topic and subscribes the address
  --alarm-topic ARN       uses an existing SNS topic

How
  --member ID             the first member, whose setup code is printed: letters, digits, hyphens
  --member-name NAME      the name for people (default: the id)
  --no-bootstrap          the account and region are prepared for the CDK already
  --config FILE           where the answers are kept (default: backend/infra/deployment.json)
  --bundle DIR            deploy this bundle instead of building one
  --out DIR               where --synth-only writes (default: backend/infra/cdk.out)
  --synth-only            write the template and stop
  --yes                   ask nothing
  --help
`;

export interface DeployFlags {
  /** What the flags say about the deployment; the rest comes from the file or the questions. */
  readonly deployment: Partial<DeploymentInput>;
  readonly office: readonly string[];
  readonly member?: string;
  readonly memberName?: string;
  readonly bundle?: string;
  readonly config: string;
  readonly out: string;
  readonly bootstrap: boolean;
  readonly synthOnly: boolean;
  readonly yes: boolean;
  readonly help: boolean;
}

/** Reads the command line; `makePlan` checks the values together with the replies. @throws {DeploymentError} */
export function readFlags(args: readonly string[]): DeployFlags {
  const { values } = parse(args);
  const deployment = {
    region: values.region,
    policy: values.policy?.[0],
    furtherPolicies: furtherPolicies(values.policy),
    targetRoles: values['target-role'],
    personalTargets: values['personal-targets'],
    stackName: values['stack-name'],
    timeZone: values['time-zone'],
    resetTime: values['reset-time'],
    maxLeaseMinutes: whole(values['max-lease-minutes']),
    maxLeases: whole(values['max-leases']),
    ipv6Prefix: ipv6Prefix(values['ipv6-prefix']),
    sids: values.sid,
    administratorRoles: values['administrator-role'],
    httpConcurrency: httpConcurrency(values['http-concurrency']),
    alarmEmail: values['alarm-email'],
    alarmTopicArn: values['alarm-topic'],
    auditDays: whole(values['audit-days']),
  };
  return {
    deployment: withoutUndefined(deployment),
    office: values.office ?? [],
    ...withoutUndefined({
      member: values.member,
      memberName: values['member-name'],
      bundle: absolute(values.bundle),
    }),
    config: absolute(values.config) ?? infraPath('deployment.json'),
    out: absolute(values.out) ?? infraPath('cdk.out'),
    bootstrap: values['no-bootstrap'] !== true,
    synthOnly: values['synth-only'] === true,
    yes: values.yes === true,
    help: values.help === true,
  };
}

function parse(args: readonly string[]) {
  const text = { type: 'string' } as const;
  const list = { type: 'string', multiple: true } as const;
  const flag = { type: 'boolean' } as const;
  try {
    return parseArgs({
      // `pnpm deploy:aws -- --yes` hands the two dashes on.
      args: args.filter((argument) => argument !== '--'),
      options: {
        policy: list,
        'target-role': list,
        'personal-targets': flag,
        office: list,
        sid: list,
        'administrator-role': list,
        'http-concurrency': text,
        region: text,
        'time-zone': text,
        'reset-time': text,
        'stack-name': text,
        'max-lease-minutes': text,
        'max-leases': text,
        'ipv6-prefix': text,
        'audit-days': text,
        'alarm-email': text,
        'alarm-topic': text,
        member: text,
        'member-name': text,
        'no-bootstrap': flag,
        config: text,
        bundle: text,
        out: text,
        'synth-only': flag,
        yes: flag,
        help: flag,
      },
    });
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new DeploymentError(`${message} See --help.`, { cause });
  }
}

/** Naming one policy says that there are no further ones, whatever the file has. */
function furtherPolicies(policies: readonly string[] | undefined): string[] | undefined {
  return policies?.slice(1);
}

/** Not a number becomes NaN, which the schema refuses by name. */
function whole(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Number(text);
}

function httpConcurrency(text: string | undefined): number | 'none' | undefined {
  return text === 'none' ? text : whole(text);
}

function ipv6Prefix(text: string | undefined): 64 | 128 | undefined {
  if (text === undefined) return undefined;
  if (text === '64') return 64;
  if (text === '128') return 128;
  throw new DeploymentError('--ipv6-prefix is 64 (the network) or 128 (the single address).');
}

/** The CDK runs in another folder than the person. */
function absolute(path: string | undefined): string | undefined {
  return path === undefined ? undefined : resolve(path);
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** The entries that have a value: an absent flag must not hide what the file says. */
function withoutUndefined<T extends object>(input: T): Defined<T>;
function withoutUndefined(input: object): object {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
}

function infraPath(name: string): string {
  return fileURLToPath(new URL(`../../${name}`, import.meta.url));
}
