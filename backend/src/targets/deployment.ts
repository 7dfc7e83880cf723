import { isMemberId } from '@genkan/shared/codes/member-key';
import { TARGET_ID } from '@genkan/shared/contract';
import { MAX_SHOWN_NAME_LENGTH } from '@genkan/shared/text/limits';
import { storedTextSchema } from '@genkan/shared/text/readable-text';
import * as v from 'valibot';
import { POLICY_ARN, ROLE_ARN } from '../runtime/arn.ts';
import { jsonText } from '../runtime/json-text.ts';
import { limitSchema, type Member } from '../store/members.ts';

/** The targets and groups of a deployment. Only an administrator writes it; without it the deployment has one target. */
export const DEPLOYMENT_KEY = 'targets.json';

const targetSchema = v.object({
  id: v.pipe(v.string(), v.regex(TARGET_ID)),
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(MAX_SHOWN_NAME_LENGTH), storedTextSchema),
  policyArn: v.pipe(v.string(), v.regex(POLICY_ARN)),
  /** The role in the policy's account that the backend assumes; absent for a policy of its own account. */
  roleArn: v.optional(v.pipe(v.string(), v.regex(ROLE_ARN))),
  /** Edit only the statements with these Sids. */
  sids: v.optional(v.pipe(v.array(v.string()), v.minLength(1))),
  /** A personal target: the policy of this member alone. */
  memberId: v.optional(v.pipe(v.string(), v.check(isMemberId))),
  /** The shared target from whose baseline the personal one's is made. */
  template: v.optional(v.string()),
  /** The personal target is in the place of its template: its member does not belong to that one any more. */
  isInPlace: v.optional(v.boolean()),
  /** It is being removed: no member belongs to it any more. */
  retired: v.optional(v.boolean()),
});
/** An IP policy that the deployment manages. */
export type Target = v.InferOutput<typeof targetSchema>;

const groupSchema = v.object({
  /** The targets that the group's members belong to. */
  targets: v.pipe(v.array(v.string()), v.minLength(1)),
  /** The longest lease, in minutes. */
  maxMinutes: limitSchema,
  maxLeases: limitSchema,
  requireLabel: v.optional(v.boolean()),
});
export type Group = v.InferOutput<typeof groupSchema>;

const deploymentSchema = v.pipe(
  v.object({
    /** What a role in another account demands of the backend as `sts:ExternalId`. */
    deploymentId: v.pipe(v.string(), v.regex(/^[\w+=,.@:/-]{2,128}$/)),
    targets: v.pipe(v.array(targetSchema), v.minLength(1)),
    groups: v.optional(v.record(v.pipe(v.string(), v.regex(TARGET_ID)), groupSchema), {}),
  }),
  v.check(({ targets }) => isUnique(targets.map(({ id }) => id)), 'two targets have the same id'),
  v.check(
    ({ targets }) => isUnique(targets.map(({ policyArn }) => policyArn)),
    'two targets have the same policy',
  ),
  v.check(({ targets, groups }) => {
    const ids = new Set(targets.map(({ id }) => id));
    return Object.values(groups).every((group) => group.targets.every((id) => ids.has(id)));
  }, 'a group names a target that does not exist'),
);
/** `targets.json`. */
export type Deployment = v.InferOutput<typeof deploymentSchema>;

/** Reads `targets.json`. @returns the deployment, or why the text is not one */
export function parseDeployment(
  text: string,
): { readonly ok: true; readonly value: Deployment } | { readonly ok: false; readonly reason: string } {
  const parsed = v.safeParse(jsonText(deploymentSchema), text);
  if (parsed.success) return { ok: true, value: parsed.output };
  const [issue] = parsed.issues;
  const path = v.getDotPath(issue);
  return { ok: false, reason: path === null ? issue.message : `${path}: ${issue.message}` };
}

/**
 * Whether a member belongs to a target: to a personal one, its own member; to another one, a member of one of its groups, or of no
 * group at all. A group that does not exist has no targets, so that a misspelt one never means "all".
 */
export function belongsTo(
  { groups, targets }: Pick<Deployment, 'groups' | 'targets'>,
  target: Target,
  member: Member,
): boolean {
  if (target.retired === true) return false;
  if (target.memberId !== undefined) {
    // Its member must be led to the shared target from which it is made.
    const isLed = target.template === undefined || isLedTo(groups, target.template, member);
    return target.memberId === member.id && isLed;
  }
  if (targets.some((other) => isInPlaceOf(other, target, member))) return false;
  return isLedTo(groups, target.id, member);
}

function isLedTo(groups: Deployment['groups'], id: string, member: Member): boolean {
  if (member.groups === undefined || member.groups.length === 0) return true;
  return member.groups.some((name) => groups[name]?.targets.includes(id) === true);
}

function isInPlaceOf(personal: Target, { id }: Target, member: Member): boolean {
  return personal.memberId === member.id && personal.template === id && personal.isInPlace === true;
}

function isUnique(values: readonly string[]): boolean {
  return new Set(values).size === values.length;
}
