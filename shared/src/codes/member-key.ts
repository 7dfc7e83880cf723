import { type Result, refuse, succeed } from '../result.ts';
import { decodeBase64Url, encodeBase64Url } from './base64url.ts';
import { isMemberId } from './member-id.ts';

export { isMemberId } from './member-id.ts';

/** Bytes of a member's secret: 256 bits. */
export const SECRET_LENGTH = 32;

const PREFIX = 'genkan_';

/** The parts of a member's key: the member's id and the secret. */
export interface MemberKey {
  readonly memberId: string;
  readonly secret: Uint8Array;
}

/**
 * The key a member authenticates with: `genkan_<memberId>.<secret as base64url>`.
 * @throws {RangeError} when the member id or the length of the secret is not valid
 */
export function formatMemberKey({ memberId, secret }: MemberKey): string {
  if (!isMemberId(memberId)) throw new RangeError(`"${memberId}" is not a member id.`);
  if (secret.length !== SECRET_LENGTH)
    throw new RangeError(`A secret has ${SECRET_LENGTH} bytes, not ${secret.length}.`);
  return `${PREFIX}${memberId}.${encodeBase64Url(secret)}`;
}

/** Reads a key; only exactly what `formatMemberKey` writes is accepted. The reason never repeats the text. */
export function parseMemberKey(text: string): Result<MemberKey> {
  if (!text.startsWith(PREFIX)) return refuse(`a key begins with ${PREFIX}`);
  const dot = text.indexOf('.');
  const memberId = text.slice(PREFIX.length, Math.max(dot, PREFIX.length));
  if (!isMemberId(memberId)) return refuse('the key does not name a member');
  const secret = decodeBase64Url(text.slice(dot + 1));
  if (!secret.ok || secret.value.length !== SECRET_LENGTH)
    return refuse('the key is incomplete or has a typing error');
  return succeed({ memberId, secret: secret.value });
}
