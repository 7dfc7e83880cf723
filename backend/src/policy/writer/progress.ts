import type { PolicyVersion, VersionIdentity } from '../../runtime/ports.ts';
import { type AppliedState, isOwnVersion } from '../../store/applied.ts';
import type { Rendered } from '../document/render.ts';
import type { LivePolicy } from '../versions/live-policy.ts';
import type { Ceiling } from './find-ceiling.ts';

/** A version that another client created between our read and our write. */
export interface ConcurrentEdit extends VersionIdentity {
  /** Our version, which was created on top of it. */
  readonly ours: string;
  readonly document: string;
}

/** What a write has done so far, over its attempts. Each step returns the next value. */
export interface Progress {
  /** A request to IAM or to the applied state may still take effect: the lock must expire by itself. */
  readonly mayTakeEffect: boolean;
  /** The applied state before this write; absent until it was read. */
  readonly before: { readonly state: AppliedState | undefined; readonly ceiling: Ceiling } | undefined;
  /** The versions that this write has created, the newest first, as `versionName` names them. */
  readonly created: readonly string[];
  /** What an attempt created without its events yet: a concurrent edit may call for another attempt. */
  readonly unaudited:
    | {
        readonly rendered: Rendered;
        readonly manual: ReadonlySet<string>;
        readonly baseline: string;
        readonly version: string;
      }
    | undefined;
  /** Ids of the versions of other writers whose events this write has written. */
  readonly audited: readonly string[];
  /** What was live before this write, or the concurrent edit that it was tried again on top of. */
  readonly origin: LivePolicy | undefined;
  /** Ids of the versions that this write has deleted, which a stale listing still shows. */
  readonly deleted: readonly string[];
  readonly mustFreeSlot: boolean;
  readonly concurrentEdit: ConcurrentEdit | undefined;
  /** The size that IAM is known to accept, after it refused a larger document. */
  readonly sizeLimit: number | undefined;
  /** How often IAM refused a document for its size. */
  readonly refusals: number;
}

export function startProgress(sizeLimit: number | undefined): Progress {
  return {
    mayTakeEffect: false,
    before: undefined,
    created: [],
    origin: undefined,
    unaudited: undefined,
    audited: [],
    deleted: [],
    mustFreeSlot: false,
    concurrentEdit: undefined,
    sizeLimit,
    refusals: 0,
  };
}

/** How an attempt to make a version the default ended, and the progress after it. */
export type Execution = {
  readonly progress: Progress;
  /** The versions that remain, without the one that was created. */
  readonly remaining: readonly PolicyVersion[];
  /** The ETag of the applied state. */
  readonly etag: string | undefined;
} & (
  | { readonly kind: 'kept' }
  | { readonly kind: 'created'; readonly created: VersionIdentity }
  | { readonly kind: 'failed'; readonly error: unknown }
);

/**
 * What the next document is rendered from: the live policy, or the concurrent edit below the version that this write created
 * on top of it. The progress keeps what was live before the write.
 */
export function chooseBase(
  progress: Progress,
  live: LivePolicy,
): { readonly from: LivePolicy; readonly progress: Progress } {
  const edit = progress.concurrentEdit;
  if (edit?.ours !== live.version)
    return { from: live, progress: { ...progress, origin: progress.origin ?? live } };
  const from: LivePolicy = {
    ...live,
    version: edit.id,
    document: edit.document,
    createdAt: edit.createdAt,
    isOwn: isOwnVersion(progress.before?.state, edit),
  };
  return { from, progress: { ...progress, origin: from } };
}
