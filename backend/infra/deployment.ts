/**
 * The settings of one deployment: the guided deployment asks for them, `deployment.json` stores them, and the stack is built
 * from them. They contain no secret.
 */
import { isTimeZone } from '@genkan/shared/lease/wall-clock';
import * as v from 'valibot';
import { accountOf, POLICY_ARN, ROLE_ARN } from '../src/runtime/arn.ts';

const POLICY_NAME = /^[\w+=,.@-]{1,128}$/;

/** The default name of a policy that the guided deployment creates. */
export const DEFAULT_POLICY_NAME = 'GenkanOfficeNetwork';

const policySchema = v.pipe(
  v.string(),
  v.trim(),
  v.check(
    (text) => POLICY_ARN.test(text) || POLICY_NAME.test(text),
    'name a customer managed policy, or give its ARN (arn:aws:iam::123456789012:policy/Name); policies that AWS manages cannot be edited',
  ),
);

/** A role by its ARN, as `aws:PrincipalArn` has it; the roles of IAM Identity Center end in characters that change. */
const administratorRoleSchema = v.pipe(
  v.string(),
  v.trim(),
  v.regex(
    /^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/*-]*[\w+=,.@-][\w+=,.@/*-]*$/,
    'is not the ARN of a role; examples: arn:aws:iam::123456789012:role/Administrator, arn:aws:iam::123456789012:role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_AdministratorAccess_*',
  ),
);

const targetRoleSchema = v.pipe(
  v.string(),
  v.trim(),
  v.regex(ROLE_ARN, 'is not the ARN of a role; example: arn:aws:iam::210987654321:role/genkan/backend'),
);

const timeZoneSchema = v.pipe(
  v.string(),
  v.check(isTimeZone, 'is not an IANA time zone; examples: Asia/Tokyo, Europe/Berlin, UTC'),
);

const resetTimeSchema = v.pipe(
  v.string(),
  v.regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'is not a time of day; write HH:MM, for example 00:00'),
);

const wholeSchema = (least: number, most: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most));

export const deploymentSchema = v.strictObject({
  /** Several deployments in one account and region need different names. */
  stackName: v.optional(v.pipe(v.string(), v.regex(/^[A-Za-z][A-Za-z0-9-]{0,63}$/)), 'GenkanStack'),
  region: v.pipe(
    v.string(),
    v.regex(/^[a-z]{2,4}(-[a-z]+)+-\d$/, 'is not a region; example: ap-northeast-1'),
  ),
  /** ARN or name of the IP policy: a customer managed policy. */
  policy: policySchema,
  /** Further policies of the same account that the deployment manages. */
  furtherPolicies: v.optional(v.array(policySchema)),
  /** Whether there are personal targets: policies of the path `/genkan/`. */
  personalTargets: v.optional(v.boolean()),
  /** The roles with which it manages policies of other accounts. */
  targetRoles: v.optional(v.pipe(v.array(targetRoleSchema), v.minLength(1))),
  timeZone: v.optional(timeZoneSchema, 'Asia/Tokyo'),
  /** When the policy goes back to its baseline, `HH:MM` in `timeZone`. */
  resetTime: v.optional(resetTimeSchema, '00:00'),
  /** Limits; the backend's own defaults apply where they are absent. */
  maxLeaseMinutes: v.optional(wholeSchema(1, 525_600)),
  maxLeases: v.optional(wholeSchema(1, 100)),
  ipv6Prefix: v.optional(v.picklist([64, 128])),
  /** Only the statements with these Sids; absent: every statement with an allowlist. */
  sids: v.optional(v.pipe(v.array(v.pipe(v.string(), v.regex(/^[A-Za-z0-9]+$/))), v.minLength(1))),
  /**
   * The roles of administrators, which alone may write to the bucket beside the functions; `*` stands for any characters.
   * Absent: every principal of the account that IAM allows to.
   */
  administratorRoles: v.optional(v.pipe(v.array(administratorRoleSchema), v.minLength(1))),
  /** How many requests the http function serves at once, reserved in the account; `none`: what the account has left. */
  httpConcurrency: v.optional(v.union([wholeSchema(1, 1_000), v.literal('none')]), 100),
  /** Where alarms go: an address (a topic is created) or an existing topic. */
  alarmEmail: v.optional(v.pipe(v.string(), v.email())),
  alarmTopicArn: v.optional(v.pipe(v.string(), v.regex(/^arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:[\w-]+$/))),
  /** How long the audit trail is kept, in days. */
  auditDays: v.optional(wholeSchema(30, 3_650), 400),
});

export type Deployment = v.InferOutput<typeof deploymentSchema>;
/** What a person has to write: everything with a default may be left out. */
export type DeploymentInput = v.InferInput<typeof deploymentSchema>;

/** Whether the deployment manages more than one policy. */
export function hasSeveralTargets({ furtherPolicies, targetRoles, personalTargets }: Deployment): boolean {
  return (furtherPolicies?.length ?? 0) > 0 || targetRoles !== undefined || personalTargets === true;
}

/** The account that the policy ARN names; `undefined` when only the policy's name is known. */
export function policyAccount(policy: string): string | undefined {
  return accountOf(policy);
}
