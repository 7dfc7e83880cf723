import { TARGET_ID } from '@genkan/shared/contract';
import { audit } from '../../audit/audit.ts';
import type { AllowlistDeps } from '../../deps.ts';
import { listMembers, readMember, writeMember } from '../../store/member-store.ts';
import type { Group } from '../../targets/deployment.ts';
import { readTargetList, TargetError, writeTargetList } from './target-list.ts';

/** Makes a group, or replaces it. @throws {TargetError} for a bad name or an unknown target */
export async function setGroup(deps: AllowlistDeps, name: string, group: Group): Promise<void> {
  if (!TARGET_ID.test(name)) {
    throw new TargetError(
      `"${name}" is not a group's name: use 1 to 39 lower-case letters, digits and hyphens.`,
    );
  }
  const { deployment, etag } = await readTargetList(deps);
  const known = deployment.targets.map(({ id }) => id);
  if (group.targets.length === 0) {
    throw new TargetError(`A group needs a target: add --target. There are: ${known.join(', ')}.`);
  }
  const unknown = group.targets.find((id) => !known.includes(id));
  if (unknown !== undefined) {
    throw new TargetError(`There is no target "${unknown}". There are: ${known.join(', ')}.`);
  }
  await writeTargetList(deps, { ...deployment, groups: { ...deployment.groups, [name]: group } }, etag);
  await audit(deps, { event: 'group_changed', reason: name });
}

/** Removes a group that no member is in. @throws {TargetError} */
export async function removeGroup(deps: AllowlistDeps, name: string): Promise<void> {
  const [{ deployment, etag }, { members }] = await Promise.all([
    readTargetList(deps),
    listMembers(deps.objects),
  ]);
  requireGroups(Object.keys(deployment.groups), [name]);
  const inside = members.filter(({ groups }) => groups?.includes(name) === true).map(({ id }) => id);
  if (inside.length > 0) {
    throw new TargetError(
      `${inside.slice(0, 5).join(', ')}${inside.length > 5 ? ` and ${inside.length - 5} more` : ''} would lose the group "${name}". Move them first: genkan member groups ID GROUP.`,
    );
  }
  const { [name]: _, ...groups } = deployment.groups;
  await writeTargetList(deps, { ...deployment, groups }, etag);
  await audit(deps, { event: 'group_changed', reason: name });
}

/** Puts a member into these groups and no others. @throws {MemberError} {TargetError} for an unknown group */
export async function setMemberGroups(
  deps: AllowlistDeps,
  id: string,
  groups: readonly string[],
): Promise<void> {
  const [{ deployment }, { member, etag }] = await Promise.all([
    readTargetList(deps),
    readMember(deps.objects, id),
  ]);
  requireGroups(Object.keys(deployment.groups), groups);
  const { groups: _, ...rest } = member;
  await writeMember(deps.objects, groups.length === 0 ? rest : { ...rest, groups: [...groups] }, etag);
  await audit(deps, { event: 'member_changed', memberId: id });
}

/** @throws {TargetError} */
export function requireGroups(known: readonly string[], groups: readonly string[]): void {
  const unknown = groups.find((name) => !known.includes(name));
  if (unknown === undefined) return;
  const there = known.length === 0 ? 'There are none yet' : `There are: ${known.join(', ')}`;
  throw new TargetError(`There is no group "${unknown}". ${there}; "genkan group set" makes one.`);
}
