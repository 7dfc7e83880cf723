import { mapBounded } from '../runtime/map-bounded.ts';
import type { ObjectStore } from '../runtime/ports.ts';
import { MEMBER_PREFIX, type Member, memberStoreKey, parseMember } from './members.ts';

/** A member record cannot be written or read; the message says why. */
export class MemberError extends Error {
  override readonly name = 'MemberError';
}

/** A member's record with the ETag that its next version must name. @throws {MemberError} when there is none */
export async function readMember(
  objects: ObjectStore,
  id: string,
): Promise<{ readonly member: Member; readonly etag: string }> {
  const stored = await objects.get(memberStoreKey(id));
  if (!stored) throw new MemberError(`There is no member "${id}". "genkan member list" shows all.`);
  const member = parseMember(stored.body);
  if (!member) {
    throw new MemberError(
      `${memberStoreKey(id)} is not a member record. Remove the member and add it again.`,
    );
  }
  return { member, etag: stored.etag };
}

/** Writes a new member, or replaces the version that was read. @throws {PreconditionFailedError} */
export async function writeMember(objects: ObjectStore, member: Member, etag?: string): Promise<void> {
  await objects.put(
    memberStoreKey(member.id),
    `${JSON.stringify(member, null, 2)}\n`,
    etag === undefined ? { ifNoneMatch: '*' } : { ifMatch: etag },
  );
}

/** All members, by id. Objects that are no member record are named in `broken`. */
export async function listMembers(
  objects: ObjectStore,
): Promise<{ readonly members: readonly Member[]; readonly broken: readonly string[] }> {
  const keys = await objects.list(MEMBER_PREFIX);
  const bodies = await mapBounded(keys, async (key) => ({ key, body: (await objects.get(key))?.body }));
  const members: Member[] = [];
  const broken: string[] = [];
  for (const { key, body } of bodies) {
    const member = parseMember(body);
    if (member) members.push(member);
    else if (body !== undefined) broken.push(key);
  }
  return { members, broken };
}
