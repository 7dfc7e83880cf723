/** What a writer works with: what it is asked for, what it knows, and what it has done so far. */
import type { LeaseRecord } from '@genkan/shared/lease';
import type { AuditEvent } from '../../audit/audit.ts';
import type { CreatedVersion, PolicyVersion } from '../../runtime/ports.ts';
import type { AppliedState } from '../../store/applied.ts';
import type { Rendered, RenderMode } from '../document/render.ts';
import type { LivePolicy } from '../versions/live-policy.ts';
import type { Ceiling } from './find-ceiling.ts';

/** What a writer knows, with the lock held, before it decides. */
export interface Known {
  readonly records: readonly LeaseRecord[];
  /** Member records by id, read after the lock was taken; `undefined` where there is none. */
  readonly members: ReadonlyMap<string, string | undefined>;
  readonly applied: AppliedState | undefined;
  /** Grants beyond their member's ceiling, which this writer deletes whichever request they are of. */
  readonly ceiling: Ceiling;
}

/** What the waiting requests need before the policy is rendered. */
export interface Plan {
  /** Records to write. */
  readonly put: readonly LeaseRecord[];
  /** Records of refused requests, to delete. */
  readonly drop: readonly LeaseRecord[];
  /** A record is put above a newer one of the same lease, so the member's record must be newer than that one. */
  readonly isSuperseding: boolean;
  /** False when every request was refused: then the policy is not written. */
  readonly isNeeded: boolean;
}

/** What a writer does on behalf of the requests that wait for it. */
export interface Work {
  readonly mode: RenderMode;
  /** Members whose records are read again, with the lock held. */
  readonly memberIds: readonly string[];
  readonly plan: (known: Known) => Plan;
  /** Events to write together with the unlock. */
  readonly trace: (served: Served) => readonly AuditEvent[];
  /** The records of the waiting requests that are not live yet, to delete when the whole write is refused. */
  readonly refusedRecords: (applied: AppliedState | undefined) => readonly LeaseRecord[];
  /** The policy's versions, if they were asked for together with the lock. */
  readonly listing?: Promise<readonly PolicyVersion[]> | undefined;
  /** Other writers wait as well: they read the applied state before they take the lock. */
  readonly isContended: boolean;
}

/** How a request was served: the state that is live, and what this process saw when it wrote it itself. */
export interface Served {
  readonly state: AppliedState;
  readonly wrote?: {
    /** The live policy before. */
    readonly live: LivePolicy;
    readonly baseline: string;
    readonly records: readonly LeaseRecord[];
    readonly rendered: Rendered;
    readonly manual: ReadonlySet<string>;
    readonly versions: readonly PolicyVersion[];
  };
}

/** A version that another client created between our read and our write. */
export interface ConcurrentEdit extends CreatedVersion {
  /** Our version, which was created on top of it. */
  readonly ours: string;
  readonly document: string;
}

/** What an apply has done so far, over its attempts. */
export interface Progress {
  /** A request to IAM or to the applied state may still take effect: the lock must expire by itself. */
  mayStillLand: boolean;
  /** The applied state before this write; absent until it was read. */
  before: { readonly state: AppliedState | undefined; readonly ceiling: Ceiling } | undefined;
  /** The versions that this write has created, the newest first, as `versionName` names them. */
  created: readonly string[];
  /** What an attempt created without its events, because a concurrent edit calls for another attempt. */
  unaudited:
    | {
        readonly rendered: Rendered;
        readonly manual: ReadonlySet<string>;
        readonly baseline: string;
        readonly version: string;
      }
    | undefined;
  /** What was live before this write, or the concurrent edit that it was tried again on top of. */
  origin: LivePolicy | undefined;
  /** Ids of the versions that this write has deleted, which a stale listing still shows. */
  deleted: readonly string[];
  mustFreeSlot: boolean;
  concurrentEdit: ConcurrentEdit | undefined;
  /** The size that IAM is known to accept, after it refused a larger document. */
  sizeLimit: number | undefined;
  /** How often IAM refused a document for its size. */
  refusals: number;
}
