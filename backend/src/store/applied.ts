import * as v from 'valibot';
import type { ObjectStore } from '../ports.ts';

const APPLIED_KEY = 'state/applied.json';

/** `state/applied.json`: what the last writer made live. Written by the lock's holder only. */
const appliedSchema = v.object({
  version: v.pipe(v.string(), v.regex(/^v\d+$/)),
  document: v.string(),
  /** When the version was made, ms since the epoch. */
  createdAt: v.number(),
  /** Keys of the lease records that are live with this version. */
  active: v.array(v.string()),
  /** Keys of the ended lease records that this version no longer holds. */
  ended: v.array(v.string()),
  /** Keys of active lease records that found no room. */
  leftOut: v.array(v.string()),
  /** How many leases fit. */
  fits: v.number(),
  /** When the next active lease ends, ms since the epoch. */
  nextEnd: v.optional(v.number()),
});
export type AppliedState = v.InferOutput<typeof appliedSchema>;

/** The last writer's note; without `state` when it is unreadable, `undefined` when there is none. */
export async function readApplied(
  objects: ObjectStore,
): Promise<{ readonly state?: AppliedState; readonly etag: string } | undefined> {
  const stored = await objects.get(APPLIED_KEY);
  if (!stored) return undefined;
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), appliedSchema), stored.body);
  return parsed.success ? { state: parsed.output, etag: stored.etag } : { etag: stored.etag };
}

/** Replaces the note that was read (`etag`), or makes the first. @throws {PreconditionFailedError} */
export async function writeApplied(
  objects: ObjectStore,
  state: AppliedState,
  etag: string | undefined,
): Promise<void> {
  await objects.put(
    APPLIED_KEY,
    JSON.stringify(state),
    etag === undefined ? { ifNoneMatch: '*' } : { ifMatch: etag },
  );
}
