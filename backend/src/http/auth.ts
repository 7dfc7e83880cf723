import { Buffer } from 'node:buffer';
import { timingSafeEqual } from 'node:crypto';
import { parseMemberKey } from '@genkan/shared/codes/member-key';
import { unauthorizedProblem } from '../runtime/problems.ts';
import { RECORD_CACHE_MS, REFUSAL_CACHE_MS } from '../runtime/timing.ts';
import { hashSecret, type Member, memberStoreKey, parseMember } from '../store/members.ts';
import { type RecordPorts, readCached } from '../store/records.ts';

/** Compared with when there is nothing to compare with, so that an unknown member takes as long as a wrong key. */
const NOBODY = Buffer.alloc(32);

/** A member and how the member's key is checked once more, later, against the record as it is then. */
export interface Authenticated {
  readonly member: Member;
  /** Whether this key opens the member's record, given as text. */
  readonly isAllowedBy: (record: string | undefined) => boolean;
}

/**
 * Finds the member that sends `Authorization: Bearer <key>`.
 * @throws {ProblemError} `unauthorized`, the same for an unknown member, a wrong or expired key and a disabled member
 */
export async function authenticate(
  deps: RecordPorts,
  authorization: string | undefined,
): Promise<Authenticated> {
  const token = /^Bearer +(\S+) *$/i.exec(authorization ?? '')?.[1];
  const key = parseMemberKey(token ?? '');
  if (!key.ok) throw unauthorizedProblem();
  const { memberId, secret } = key.value;
  const offered = Buffer.from(hashSecret(secret), 'hex');
  const member =
    (await findMember(deps, memberId, offered, RECORD_CACHE_MS)) ??
    (await findMember(deps, memberId, offered, REFUSAL_CACHE_MS));
  if (!member) throw unauthorizedProblem();
  const isAllowedBy = (record: string | undefined) =>
    matchMember(record, memberId, offered, deps.clock.now()) !== undefined;
  return { member, isAllowedBy };
}

/** The member whose key has this hash, by a record that is at most `maxAge` milliseconds old. */
async function findMember(
  deps: RecordPorts,
  memberId: string,
  offered: Buffer,
  maxAge: number,
): Promise<Member | undefined> {
  const record = await readCached(deps, memberStoreKey(memberId), maxAge);
  return matchMember(record, memberId, offered, deps.clock.now());
}

/** The member of a record, if a key with this hash opens it now. */
function matchMember(
  record: string | undefined,
  memberId: string,
  offered: Buffer,
  now: number,
): Member | undefined {
  const member = parseMember(record);
  let matches = false;
  for (const stored of member?.keys.length ? member.keys : [undefined]) {
    const equal = timingSafeEqual(offered, stored ? Buffer.from(stored.hash, 'hex') : NOBODY);
    const valid = stored !== undefined && (stored.expires === undefined || Date.parse(stored.expires) > now);
    matches = (equal && valid) || matches;
  }
  return matches && member?.disabled !== true && member?.id === memberId ? member : undefined;
}
