import { createHash } from 'node:crypto';
import * as v from 'valibot';
import type { BackendConfig } from '../runtime/config.ts';
import { jsonText } from '../runtime/json-text.ts';
import {
  AwsUnavailableError,
  type ObjectStore,
  type PolicyStore,
  PreconditionFailedError,
  type VersionIdentity,
} from '../runtime/ports.ts';
import { ProblemError } from '../runtime/problems.ts';
import { LATE_CREATE_MS } from '../runtime/timing.ts';

const APPLIED_KEY = 'state/applied.json';

/** How often a write of the state is tried, after a late write of an earlier lock holder or a lost response. */
const WRITE_ATTEMPTS = 3;

const hashSchema = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));

/**
 * `state/applied.json`: what was written to IAM last. Written by the lock holder only, twice for each version: unconfirmed
 * while IAM creates the version, so that a writer that follows knows of it even when IAM's reads lag, and confirmed when
 * IAM has returned its id. It holds no policy document: a document is read from IAM and compared with the hash, so that
 * a person who can write this object cannot make Genkan write a document.
 */
const appliedSchema = v.object({
  /** The policy that this bucket belongs to. */
  policyArn: v.string(),
  /** The version's id; while unconfirmed, the id that is expected. */
  version: v.pipe(v.string(), v.regex(/^v\d+$/)),
  /** SHA-256 of the version's document, lower-case hex. */
  sha256: hashSchema,
  /** The version's creation time as IAM gives it, ms since the epoch; 0 while unconfirmed. */
  createdAt: v.number(),
  confirmed: v.boolean(),
  /** Keys of the lease records that are live with this version. */
  active: v.array(v.string()),
  /** Keys of the ended lease records that this version no longer holds. */
  ended: v.array(v.string()),
  /** Keys of active lease records that found no room. */
  leftOut: v.array(v.string()),
  /** Those of them that were live before: they were acknowledged, so their records stay and they get room first. */
  acknowledged: v.array(v.string()),
  /**
   * While unconfirmed: keys of leases that the version before names and this one does not. When IAM never creates this
   * version, their entries are still theirs and no edit by hand.
   */
  leaving: v.optional(v.array(v.string()), []),
  /**
   * While unconfirmed: keys of leases that this version, or one that was begun before it and is not confirmed either, would
   * bring. Unless IAM created such a version, their entries are no lease's.
   */
  arriving: v.optional(v.array(v.string()), []),
  /** How many leases fit. */
  fits: v.number(),
  /** When the next active lease ends, ms since the epoch. */
  nextEnd: v.optional(v.number()),
  /** CIDRs that the version holds because an administrator added them by hand; no lease's end removes them. */
  manual: v.array(v.string()),
  /** The versions that Genkan created last, as {@link versionName} names them: every other version is an edit by hand. */
  ownVersions: v.array(v.string()),
  /** Documents that Genkan began to create lately, the newest version at that time, and the time: a create may take effect late. */
  begun: v.array(v.object({ sha256: hashSchema, after: v.number(), at: v.number() })),
  /** When the policy returned to the baseline last, ms since the epoch. */
  resetAt: v.number(),
});
export type AppliedState = v.InferOutput<typeof appliedSchema>;

/** A version's name in `ownVersions`: its id and its creation time in seconds, because ids start again with a new policy. */
export function versionName(version: VersionIdentity): string {
  return `${version.id}@${Math.floor(version.createdAt / 1000)}`;
}

/** `v12` → 12. Ids only go up, and sort as numbers. */
export function versionNumber(id: string): number {
  return Number(id.slice(1));
}

/** Whether Genkan created this version, as far as the state goes back. */
export function isOwnVersion(
  state: AppliedState | undefined,
  version: VersionIdentity & { readonly document: string },
): boolean {
  if (!state) return false;
  if (state.ownVersions.includes(versionName(version))) return true;
  return findBegun(state, version) !== -1;
}

/** The index of the begun write that this version may be: its document, above what was there, and not too late; or -1. */
export function findBegun(
  { begun }: AppliedState,
  { id, createdAt, document }: VersionIdentity & { readonly document: string },
): number {
  const sha256 = hashDocument(document);
  const number = versionNumber(id);
  return begun.findLastIndex(
    ({ sha256: hash, after, at }) => hash === sha256 && number > after && createdAt - at < LATE_CREATE_MS,
  );
}

/** Keys of the leases that the version which was confirmed last names. */
export function confirmedLeases({ confirmed, active, leaving, arriving }: AppliedState): readonly string[] {
  if (confirmed) return active;
  const uncertain = new Set(arriving);
  return [...new Set([...active, ...leaving])].filter((key) => !uncertain.has(key));
}

/** What names the policy and the bucket of this deployment. */
export interface StateOwnerPorts {
  readonly policies: Pick<PolicyStore, 'arn'>;
  readonly config: Pick<BackendConfig, 'bucket'>;
}

/** The state as stored: without `state` when it is unreadable. */
export interface StoredAppliedState {
  readonly state?: AppliedState;
  readonly etag: string;
}

/** The SHA-256 of a document, lower-case hex. */
export function hashDocument(document: string): string {
  return createHash('sha256').update(document).digest('hex');
}

/** The applied state; `undefined` when there is none. */
export async function readApplied(
  objects: Pick<ObjectStore, 'get'>,
): Promise<StoredAppliedState | undefined> {
  const stored = await objects.get(APPLIED_KEY);
  if (!stored) return undefined;
  const state = parseApplied(stored.body);
  return { ...(state && { state }), etag: stored.etag };
}

/**
 * Replaces the applied state, as the lock holder. A write of an earlier holder may take effect late and change the ETag:
 * then the state is read and replaced again. Afterwards no such write can take effect any more.
 * @returns the new ETag
 * @throws {PreconditionFailedError} when the object changes again and again, which is not a late write
 */
export async function writeApplied(
  objects: ObjectStore,
  state: AppliedState,
  etag: string | undefined,
): Promise<string> {
  const body = JSON.stringify(state);
  let expected = etag;
  for (let attempt = 1; ; attempt++) {
    try {
      const written = await objects.put(
        APPLIED_KEY,
        body,
        expected === undefined ? { ifNoneMatch: '*' } : { ifMatch: expected },
      );
      return written.etag;
    } catch (error) {
      const isRepeatable = error instanceof PreconditionFailedError || error instanceof AwsUnavailableError;
      if (!isRepeatable || attempt >= WRITE_ATTEMPTS) throw error;
      const stored = await objects.get(APPLIED_KEY);
      // The response was lost, and the write took effect.
      if (stored?.body === body) return stored.etag;
      expected = stored?.etag;
    }
  }
}

/**
 * Confirms the state, beside or after the release of the lock. It replaces only the state that this writer has stored or
 * read itself: any other one is of a writer that has begun since, and stays.
 * @returns whether the state is stored
 */
export async function confirmApplied(
  objects: ObjectStore,
  state: AppliedState,
  etag: string | undefined,
): Promise<boolean> {
  const body = JSON.stringify(state);
  const condition = etag === undefined ? { ifNoneMatch: '*' as const } : { ifMatch: etag };
  for (let attempt = 1; ; attempt++) {
    try {
      await objects.put(APPLIED_KEY, body, condition);
      return true;
    } catch (error) {
      const isRepeatable = error instanceof PreconditionFailedError || error instanceof AwsUnavailableError;
      if (!isRepeatable) throw error;
      const stored = await objects.get(APPLIED_KEY);
      // The response was lost, and the write took effect.
      if (stored?.body === body) return true;
      if (stored?.etag !== etag) return false;
      if (attempt >= WRITE_ATTEMPTS) throw error;
    }
  }
}

/**
 * Refuses a bucket that holds the state of another policy: its leases and its baseline would be applied to this one.
 * @throws {ProblemError} `storage_refused`
 */
export function requireOwnState(deps: StateOwnerPorts, state: AppliedState | undefined): void {
  if (state === undefined || state.policyArn === deps.policies.arn) return;
  throw new ProblemError(
    'storage_refused',
    `The bucket "${deps.config.bucket}" holds the state of ${state.policyArn}, and this deployment manages ${deps.policies.arn}. An administrator must give each deployment its own bucket, or correct GENKAN_POLICY_ARN.`,
  );
}

function parseApplied(text: string): AppliedState | undefined {
  const parsed = v.safeParse(jsonText(appliedSchema), text);
  return parsed.success ? parsed.output : undefined;
}
