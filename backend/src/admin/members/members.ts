import { audit } from '../../audit/audit.ts';
import type { AllowlistDeps } from '../../deps.ts';
import { MemberError, readMember, writeMember } from '../../store/member-store.ts';
import { type Member, memberStoreKey, parseMember } from '../../store/members.ts';
import { findTargets } from '../../targets/find-targets.ts';
import { createKey, type NewKey } from './add-member.ts';
import { revokeAllLeases } from './revoke-all-leases.ts';

/**
 * Gives a member a new key. The old ones work for `keepOldMs` more, so that the member keeps access in between.
 * @throws {MemberError}
 */
export async function rotateMember(
  deps: AllowlistDeps,
  request: { readonly id: string; readonly endpoint: string; readonly keepOldMs: number },
): Promise<NewKey & { readonly oldKeysUntil: string }> {
  const { member, etag } = await readMember(deps.objects, request.id);
  const now = deps.clock.now();
  const until = now + request.keepOldMs;
  const fresh = createKey(deps, request.id, request.endpoint);
  const kept = member.keys
    .filter(({ expires }) => expires === undefined || Date.parse(expires) > now)
    .map((key) => ({
      ...key,
      expires: new Date(Math.min(until, key.expires ? Date.parse(key.expires) : until)).toISOString(),
    }));
  const rotated: Member = {
    ...member,
    keys: [
      ...(request.keepOldMs > 0 ? kept : []),
      { hash: fresh.hash, created: new Date(now).toISOString() },
    ],
  };
  await writeMember(deps.objects, rotated, etag);
  await audit(deps, { event: 'member_rotated', memberId: request.id });
  return {
    member: rotated,
    key: fresh.key,
    setupCode: fresh.setupCode,
    oldKeysUntil: new Date(until).toISOString(),
  };
}

/** Stops a member's keys and ends the member's leases, now. Returns their CIDRs. @throws {MemberError} */
export async function disableMember(deps: AllowlistDeps, id: string): Promise<readonly string[]> {
  const { member, etag } = await readMember(deps.objects, id);
  await writeMember(deps.objects, { ...member, disabled: true }, etag);
  await audit(deps, { event: 'member_disabled', memberId: id });
  return revokeAllLeases(deps, id);
}

/** Makes a disabled member's keys valid again. @throws {MemberError} */
export async function enableMember(deps: AllowlistDeps, id: string): Promise<void> {
  const { member, etag } = await readMember(deps.objects, id);
  const { disabled: _, ...enabled } = member;
  await writeMember(deps.objects, enabled, etag);
  await audit(deps, { event: 'member_enabled', memberId: id });
}

/** The name of a member, also where the record cannot be read. @throws {MemberError} when there is none */
export async function requireMemberName(deps: AllowlistDeps, id: string): Promise<string> {
  const stored = await deps.objects.get(memberStoreKey(id));
  if (!stored) throw new MemberError(`There is no member "${id}". "genkan member list" shows all.`);
  return parseMember(stored.body)?.name ?? 'a member with an unreadable record';
}

/**
 * Ends a member's leases and deletes the member's record, last, so that an interrupted call can be repeated. Returns the
 * CIDRs of the ended leases. @throws {MemberError} when there is no such member
 */
export async function removeMember(deps: AllowlistDeps, id: string): Promise<readonly string[]> {
  const key = memberStoreKey(id);
  const stored = await deps.objects.get(key);
  if (!stored) throw new MemberError(`There is no member "${id}". "genkan member list" shows all.`);
  await requireNoPersonalTarget(deps, id);
  const member = parseMember(stored.body);
  if (member) await writeMember(deps.objects, { ...member, disabled: true }, stored.etag);
  const ended = await revokeAllLeases(deps, id);
  await deps.objects.delete(key);
  await audit(deps, { event: 'member_removed', memberId: id });
  return ended;
}

/** A later member with the same id would otherwise open the policy of the former one's user. @throws {MemberError} */
async function requireNoPersonalTarget(deps: AllowlistDeps, id: string): Promise<void> {
  const personal = (await findTargets(deps))?.find(({ target }) => target.memberId === id);
  if (!personal) return;
  throw new MemberError(
    `${id} has the personal target "${personal.name.id}". Remove that first: genkan target remove ${personal.name.id}.`,
  );
}
