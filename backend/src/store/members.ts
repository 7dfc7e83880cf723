import { createHash } from 'node:crypto';
import { isMemberId } from '@genkan/shared/codes/member-key';
import { MAX_MEMBER_NAME_LENGTH } from '@genkan/shared/text/limits';
import { readableText, storedTextSchema } from '@genkan/shared/text/readable-text';
import * as v from 'valibot';
import { jsonText } from '../runtime/json-text.ts';

/** One key of a member: the SHA-256 of its secret, in lower-case hex. The key itself is stored nowhere. */
const memberKeySchema = v.object({
  hash: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  created: v.pipe(v.string(), v.isoTimestamp()),
  /** After a rotation the old key works until then. */
  expires: v.optional(v.pipe(v.string(), v.isoTimestamp())),
});

/** A limit of a member or of a group. */
export const limitSchema = v.optional(v.pipe(v.number(), v.integer(), v.minValue(1)));

/** A name as an administrator types it. */
export const newNameSchema = v.pipe(readableText(MAX_MEMBER_NAME_LENGTH), v.minLength(1));

/** `members/<id>.json`, written by an administrator only. */
export const memberSchema = v.object({
  id: v.pipe(v.string(), v.check(isMemberId)),
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(MAX_MEMBER_NAME_LENGTH), storedTextSchema),
  keys: v.array(memberKeySchema),
  created: v.pipe(v.string(), v.isoTimestamp()),
  disabled: v.optional(v.boolean()),
  /** Groups of `targets.json`; without any the member belongs to every target that is not a personal one. */
  groups: v.optional(v.array(v.string())),
  /** May only be stricter than the deployment's. */
  limits: v.optional(v.object({ maxMinutes: limitSchema, maxLeases: limitSchema })),
});
export type Member = v.InferOutput<typeof memberSchema>;

/** The limits as a record has them; `undefined` where there is none. */
export function limitsOf({
  maxMinutes,
  maxLeases,
}: {
  readonly maxMinutes?: number | undefined;
  readonly maxLeases?: number | undefined;
}): Member['limits'] {
  if (maxMinutes === undefined && maxLeases === undefined) return undefined;
  return { ...(maxMinutes !== undefined && { maxMinutes }), ...(maxLeases !== undefined && { maxLeases }) };
}

/** SHA-256 of a key's secret, lower-case hex: what a member record stores. A 256-bit random secret needs no slow hash. */
export function hashSecret(secret: Uint8Array): string {
  return createHash('sha256').update(secret).digest('hex');
}

export const MEMBER_PREFIX = 'members/';

/** Where a member's record lives. */
export function memberStoreKey(id: string): string {
  return `${MEMBER_PREFIX}${id}.json`;
}

/** Reads a member's record; `undefined` for a text that is not one. */
export function parseMember(text: string | undefined): Member | undefined {
  const parsed = v.safeParse(jsonText(memberSchema), text);
  return parsed.success ? parsed.output : undefined;
}
