import { formatCidr } from '@genkan/shared/address';
import type { LeaseRecord } from '@genkan/shared/lease';
import { revocationOf } from '../allowlist/lease-records.ts';
import { reconcile } from '../allowlist/reconcile.ts';
import { resolveRecords } from '../allowlist/render.ts';
import type { AllowlistDeps } from '../deps.ts';
import { audit } from '../store/audit.ts';
import { listLeases, putLease } from '../store/leases.ts';
import { MemberError, readMember, writeMember } from '../store/member-store.ts';
import { type Member, memberStoreKey } from '../store/members.ts';
import { createKey, type NewKey } from './add-member.ts';

/**
 * Gives a member a new key. The old ones work for `graceMinutes` more, so that nobody is cut off in between.
 * @throws {MemberError}
 */
export async function rotateMember(
  deps: AllowlistDeps,
  request: { readonly id: string; readonly endpoint: string; readonly graceMinutes: number },
): Promise<NewKey> {
  const { member, etag } = await readMember(deps.objects, request.id);
  const now = deps.clock.now();
  const until = now + request.graceMinutes * 60_000;
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
      ...(request.graceMinutes > 0 ? kept : []),
      { hash: fresh.hash, created: new Date(now).toISOString() },
    ],
  };
  await writeMember(deps.objects, rotated, etag);
  await audit(deps, { event: 'member_rotated', memberId: request.id });
  return { member: rotated, key: fresh.key, setupCode: fresh.setupCode };
}

/** Stops a member's keys and ends the member's leases, now. Answers how many ended. @throws {MemberError} */
export async function disableMember(deps: AllowlistDeps, id: string): Promise<number> {
  const { member, etag } = await readMember(deps.objects, id);
  await writeMember(deps.objects, { ...member, disabled: true }, etag);
  await audit(deps, { event: 'member_disabled', memberId: id });
  return endLeasesOf(deps, id);
}

/** Lets a disabled member's keys work again. @throws {MemberError} */
export async function enableMember(deps: AllowlistDeps, id: string): Promise<void> {
  const { member, etag } = await readMember(deps.objects, id);
  const { disabled: _, ...enabled } = member;
  await writeMember(deps.objects, enabled, etag);
  await audit(deps, { event: 'member_enabled', memberId: id });
}

/** Forgets a member and ends the member's leases. Answers how many ended. @throws {MemberError} when there is none */
export async function removeMember(deps: AllowlistDeps, id: string): Promise<number> {
  if (!(await deps.objects.get(memberStoreKey(id)))) {
    throw new MemberError(`There is no member "${id}". "genkan member list" shows all.`);
  }
  await deps.objects.delete(memberStoreKey(id));
  await audit(deps, { event: 'member_removed', memberId: id });
  return endLeasesOf(deps, id);
}

/** Ends all leases of a member with one write to IAM; answers how many there were. */
async function endLeasesOf(deps: AllowlistDeps, id: string): Promise<number> {
  const { active } = resolveRecords(deps, await listLeases(deps.objects, `${id}~`));
  if (active.length === 0) return 0;
  const now = deps.clock.now();
  const end = async (record: LeaseRecord) => {
    await putLease(deps.objects, revocationOf(record, now));
    await audit(deps, { event: 'revoked', memberId: id, cidr: formatCidr(record.cidr) });
  };
  await Promise.all(active.map(end));
  await reconcile(deps);
  return active.length;
}
