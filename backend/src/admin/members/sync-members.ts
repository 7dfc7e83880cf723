import { isDeepStrictEqual } from 'node:util';
import { audit } from '../../audit/audit.ts';
import type { AllowlistDeps } from '../../deps.ts';
import { settleBounded, valuesOf } from '../../runtime/map-bounded.ts';
import { listMembers, readMember, writeMember } from '../../store/member-store.ts';
import { limitsOf, type Member } from '../../store/members.ts';
import { requireGroups } from '../targets/groups.ts';
import { readTargetList } from '../targets/target-list.ts';
import { addMember, type NewKey } from './add-member.ts';
import { type ListedMember, toListed } from './member-list.ts';
import { disableMember, enableMember } from './members.ts';

/** What has to be done so that the members are those of a list. */
export interface MemberDifference {
  readonly added: readonly ListedMember[];
  readonly changed: readonly { readonly before: ListedMember; readonly after: ListedMember }[];
  readonly enabled: readonly ListedMember[];
  /** Members that the list does not have. */
  readonly disabled: readonly ListedMember[];
}

/**
 * Compares a list with the members of the bucket. Nothing is changed.
 * @throws {TargetError} for a group that does not exist
 */
export async function compareMembers(
  deps: AllowlistDeps,
  listed: readonly ListedMember[],
): Promise<MemberDifference> {
  const [{ members }, { deployment }] = await Promise.all([listMembers(deps.objects), readTargetList(deps)]);
  requireGroups(
    Object.keys(deployment.groups),
    listed.flatMap(({ groups }) => groups),
  );
  const present = new Map(members.map((member) => [member.id, member]));
  const wanted = new Set(listed.map(({ id }) => id));
  return {
    added: listed.filter(({ id }) => !present.has(id)),
    changed: listed.flatMap((after) => {
      const member = present.get(after.id);
      const before = member && toListed(member);
      return before && !isSame(before, after) ? [{ before, after }] : [];
    }),
    enabled: listed.filter(({ id }) => present.get(id)?.disabled === true),
    disabled: members.filter(({ id, disabled }) => !wanted.has(id) && disabled !== true).map(toListed),
  };
}

function isSame(before: ListedMember, after: ListedMember): boolean {
  const sorted = (member: ListedMember) => ({ ...member, groups: member.groups.toSorted() });
  return isDeepStrictEqual(sorted(before), sorted(after));
}

/**
 * Makes the difference disappear; an interrupted call can be repeated.
 * @param keep receives each new member's setup code as soon as the member exists, because it cannot be made again
 * @throws the first failure, when everything else is done
 */
export async function applyDifference(
  deps: AllowlistDeps,
  { added, changed, enabled, disabled }: MemberDifference,
  { endpoint, keep }: { readonly endpoint: string; readonly keep: (key: NewKey) => Promise<void> },
): Promise<void> {
  // First those who may no longer be in: their leases end while the others are written.
  const disabling = settleBounded(disabled, ({ id }) => disableMember(deps, id));
  const outcomes: readonly PromiseSettledResult<unknown>[] = [
    ...(await settleBounded(changed, ({ after }) => changeMember(deps, after))),
    ...(await settleBounded(enabled, ({ id }) => enableMember(deps, id))),
    ...(await settleBounded(added, async (member) => {
      await keep(await addMember(deps, { id: member.id, name: member.name, endpoint, ...recordOf(member) }));
    })),
    ...(await disabling),
  ];
  valuesOf(outcomes);
}

async function changeMember(deps: AllowlistDeps, listed: ListedMember): Promise<void> {
  const { member, etag } = await readMember(deps.objects, listed.id);
  const { groups: _, limits: __, ...rest } = member;
  await writeMember(deps.objects, { ...rest, name: listed.name, ...recordOf(listed) }, etag);
  await audit(deps, { event: 'member_changed', memberId: listed.id });
}

/** Groups and limits as a member's record has them: absent where there are none. */
function recordOf(listed: ListedMember): Pick<Member, 'groups' | 'limits'> {
  const limits = limitsOf(listed);
  return { ...(listed.groups.length > 0 && { groups: [...listed.groups] }), ...(limits && { limits }) };
}
