import { TARGET_ID } from '@genkan/shared/contract';
import { leaseKey } from '@genkan/shared/lease';
import { audit } from '../../audit/audit.ts';
import type { AllowlistDeps } from '../../deps.ts';
import { resolveRecords } from '../../policy/document/render.ts';
import type { IdentityPort } from '../../runtime/account-port.ts';
import { mapBounded } from '../../runtime/map-bounded.ts';
import { listLeases } from '../../store/leases.ts';
import { readMember } from '../../store/member-store.ts';
import type { Member } from '../../store/members.ts';
import type { Deployment, Target } from '../../targets/deployment.ts';
import { openTarget } from '../../targets/open-target.ts';
import { reset } from '../../tasks/reset.ts';
import { ensureBaseline, readBaseline } from '../policy/baseline.ts';
import {
  deleteLeftovers,
  outliveOldList,
  readTargetList,
  TargetError,
  writeTargetList,
} from './target-list.ts';

/** The functions may edit the policies of this path, and no others, without being named one by one. */
const PERSONAL_PATH = '/genkan/';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicy.html */
const MAX_POLICY_NAME = 128;

export interface PersonalTargetRequest {
  /** The shared target whose baseline the policy begins with. */
  readonly template: string;
  readonly memberId: string;
  /** The IAM user. */
  readonly user: string;
  readonly attach: boolean;
  /** Detach the shared policy from the user afterwards. */
  readonly detachShared: boolean;
}

/** What will be done; nothing is done until `write`. */
export interface PersonalTargetPlan {
  readonly id: string;
  readonly policyName: string;
  readonly template: Target;
  readonly write: () => Promise<Target>;
}

/**
 * Prepares a policy of one member's own, attached to that member's IAM user. The order of the steps leaves no moment of lock-out
 * and none of openness: the policy gets the member's active leases before it is attached, and the shared policy is detached last.
 * @throws {TargetError} {MemberError}
 */
export async function preparePersonalTarget(
  deps: AllowlistDeps,
  identities: IdentityPort,
  request: PersonalTargetRequest,
): Promise<PersonalTargetPlan> {
  const { deployment } = await readTargetList(deps);
  const template = requireTemplate(deployment, request.template);
  const { member } = await readMember(deps.objects, request.memberId);
  if (request.detachShared && !request.attach) {
    throw new TargetError(
      '--detach-shared without --attach would leave the user without an IP policy. Add --attach.',
    );
  }
  const id = `${template.id}-${member.id}`;
  const policyName = `${template.policyArn.split('/').at(-1)}-${member.id}`;
  requireFreeId(deployment, { id, policyName, template, member });
  return {
    id,
    policyName,
    template,
    async write() {
      const shared = openTarget(deps, deployment, template).deps;
      const { document } = await readBaseline(shared);
      const policyArn = await identities.createPolicy({ name: policyName, path: PERSONAL_PATH, document });
      const target: Target = {
        id,
        name: `${template.name}, ${member.name}`.slice(0, 80),
        policyArn,
        memberId: member.id,
        template: template.id,
        ...sidsOf(deps, template),
      };
      await addToList(deps, target, document);
      // From then on every grant of the member goes into both policies.
      await outliveOldList(deps);
      const own = openTarget(deps, deployment, target).deps;
      await carryLeases(shared, own, member.id);
      if (request.attach) await identities.attachToUser(request.user, policyArn);
      if (request.detachShared)
        await replaceShared(deps, identities, { target, template, user: request.user });
      return target;
    },
  };
}

function requireTemplate({ targets }: Deployment, id: string): Target {
  const template = targets.find((target) => target.id === id);
  const shared = targets.filter(({ memberId }) => memberId === undefined).map((target) => target.id);
  if (!template) throw new TargetError(`There is no target "${id}". There are: ${shared.join(', ')}.`);
  if (template.memberId !== undefined) {
    throw new TargetError(`"${id}" is a personal target itself. Name a shared one: ${shared.join(', ')}.`);
  }
  if (template.roleArn !== undefined) {
    throw new TargetError(
      `"${id}" is in another account. Personal targets are made in the account of the deployment only.`,
    );
  }
  return template;
}

/** An id and a name that are too long, or that another target has, are refused before anything is created. */
function requireFreeId(
  { targets }: Deployment,
  wanted: {
    readonly id: string;
    readonly policyName: string;
    readonly template: Target;
    readonly member: Pick<Member, 'id'>;
  },
): void {
  const { id, policyName, template, member } = wanted;
  if (!TARGET_ID.test(id) || policyName.length > MAX_POLICY_NAME) {
    throw new TargetError(
      `"${id}" or "${policyName}" is too long. Give the member or the target a shorter id.`,
    );
  }
  const known = targets.find((target) => target.id === id);
  // The same one again: an interrupted command is repeated.
  const isOwn =
    known?.memberId === member.id &&
    known.template === template.id &&
    known.policyArn.endsWith(`:policy${PERSONAL_PATH}${policyName}`);
  if (known && !isOwn) {
    throw new TargetError(
      `There is another target "${id}" already. Remove it, or give the member another id.`,
    );
  }
}

/** The statements that Genkan edits in the shared policy; the others stay as closed in the copy. */
function sidsOf({ config }: AllowlistDeps, template: Target): Pick<Target, 'sids'> {
  const sids = template.sids ?? (template.policyArn === config.policyArn ? config.sids : undefined);
  return sids ? { sids: [...sids] } : {};
}

async function addToList(deps: AllowlistDeps, target: Target, document: string): Promise<void> {
  const { deployment, etag } = await readTargetList(deps);
  const own = openTarget(deps, deployment, target).deps;
  const isListed = deployment.targets.some(({ id }) => id === target.id);
  if (!isListed) await deleteLeftovers(own);
  await ensureBaseline(own, document);
  if (isListed) return;
  await writeTargetList(deps, { ...deployment, targets: [...deployment.targets, target] }, etag);
  await audit(own, { event: 'target_added', memberId: target.memberId });
}

/** The member's active leases in the shared target apply in the personal one too. */
async function carryLeases(shared: AllowlistDeps, own: AllowlistDeps, memberId: string): Promise<void> {
  const { active } = resolveRecords(shared, await listLeases(shared.objects, `${memberId}~`));
  await mapBounded(active, (record) => own.objects.put(leaseKey(record), '{}'));
  // Also a policy that was there before begins with the present baseline.
  await reset(own, 'genkan-target-create-personal');
}

async function replaceShared(
  deps: AllowlistDeps,
  identities: IdentityPort,
  { target, template, user }: { readonly target: Target; readonly template: Target; readonly user: string },
): Promise<void> {
  const isDetached = await identities.detachFromUser(user, template.policyArn);
  // An interrupted command may have detached it before.
  if (!isDetached && (await identities.groupsWith(user, template.policyArn)).length > 0) {
    throw new TargetError(
      `${user} has ${template.policyArn} by a group, not by itself, and both policies apply now. Take ${user} out of that group, then run the command again.`,
    );
  }
  const { deployment, etag } = await readTargetList(deps);
  const targets = deployment.targets.map((one) => (one.id === target.id ? { ...one, isInPlace: true } : one));
  await writeTargetList(deps, { ...deployment, targets }, etag);
}
