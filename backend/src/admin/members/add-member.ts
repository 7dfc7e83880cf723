import { formatMemberKey, isMemberId } from '@genkan/shared/codes/member-key';
import { encodeSetupCode } from '@genkan/shared/codes/setup-code';
import * as v from 'valibot';
import { audit } from '../../audit/audit.ts';
import type { AllowlistDeps } from '../../deps.ts';
import { PreconditionFailedError } from '../../runtime/ports.ts';
import { MemberError, writeMember } from '../../store/member-store.ts';
import { hashSecret, type Member, newNameSchema } from '../../store/members.ts';

export interface NewKey {
  readonly member: Member;
  /** Shown once; only its hash is kept. */
  readonly key: string;
  /** Endpoint and key in one line to paste. */
  readonly setupCode: string;
}

const SECRET_BYTES = 32;

/** Makes a member with a fresh 256-bit key. @throws {MemberError} for a bad id or name, or an id in use */
export async function addMember(
  deps: AllowlistDeps,
  request: {
    readonly id: string;
    readonly name: string;
    readonly endpoint: string;
    readonly limits?: Member['limits'];
    readonly groups?: Member['groups'];
  },
): Promise<NewKey> {
  const { id, endpoint, limits, groups } = request;
  if (!isMemberId(id)) {
    throw new MemberError(
      `"${id}" is not a member id: use 1 to 32 lower-case letters, digits and hyphens, not starting with a hyphen.`,
    );
  }
  const name = v.safeParse(newNameSchema, request.name);
  if (!name.success) {
    throw new MemberError('Give the member a name of 1 to 100 characters, without control characters.');
  }
  const created = new Date(deps.clock.now()).toISOString();
  const fresh = createKey(deps, id, endpoint);
  const member: Member = {
    id,
    name: name.output,
    created,
    keys: [{ hash: fresh.hash, created }],
    ...(limits && { limits }),
    ...(groups && { groups }),
  };
  try {
    await writeMember(deps.objects, member);
  } catch (error) {
    if (!(error instanceof PreconditionFailedError)) throw error;
    throw new MemberError(
      `There is a member "${id}" already. Use "genkan member rotate ${id}" for a new key.`,
      {
        cause: error,
      },
    );
  }
  await audit(deps, { event: 'member_added', memberId: id });
  return { member, key: fresh.key, setupCode: fresh.setupCode };
}

/** A fresh key, its hash and its setup code. @throws {MemberError} for a bad endpoint */
export function createKey(deps: AllowlistDeps, memberId: string, endpoint: string) {
  const secret = deps.randomBytes(SECRET_BYTES);
  const key = formatMemberKey({ memberId, secret });
  try {
    return { key, hash: hashSecret(secret), setupCode: encodeSetupCode({ endpoint, key }) };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new MemberError(error.message, { cause: error });
  }
}
