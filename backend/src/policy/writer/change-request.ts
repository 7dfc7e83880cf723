/** A request to the writer and its result: plain data and pure functions. */
import type { LeaseRecord } from '@genkan/shared/lease';
import type { AuditEvent } from '../../audit/audit.ts';
import type { PolicyVersion } from '../../runtime/ports.ts';
import type { ProblemError } from '../../runtime/problems.ts';
import type { AppliedState } from '../../store/applied.ts';
import type { Rendered, RenderMode } from '../document/render.ts';
import type { LivePolicy } from '../versions/live-policy.ts';
import type { Ceiling } from './find-ceiling.ts';

/** What was read with the lock held, before the decision. */
export interface Known {
  readonly records: readonly LeaseRecord[];
  /** Member records by id, read after the lock was taken; `undefined` where there is none. */
  readonly members: ReadonlyMap<string, string | undefined>;
  readonly applied: AppliedState | undefined;
  /** Grants beyond their member's ceiling, which this writer deletes whichever request they are of. */
  readonly ceiling: Ceiling;
}

/** What the waiting requests need before the policy is rendered. */
export interface RecordPlan {
  /** Records to write. */
  readonly put: readonly LeaseRecord[];
  /**
   * Revocations by a member's own limit, to write when the policy is live with that member's new lease. If this process stops
   * before, the member holds one lease more than the limit until the next grant.
   */
  readonly replaced: readonly LeaseRecord[];
  /** Records of refused requests, to delete. */
  readonly drop: readonly LeaseRecord[];
  /** A record is put above a newer one of the same lease, so the member's record must be newer than that one. */
  readonly isSuperseding: boolean;
  /** False when every request was refused: then the policy is not written. */
  readonly isNeeded: boolean;
}

/** What one request needs, now that all is known under the lock. */
export interface RequestPlan<Decision> extends Omit<RecordPlan, 'isNeeded'> {
  /** What the next attempt, and the other functions of the request, receive. */
  readonly decision: Decision;
  /** The request is refused with this problem; its records are dropped. */
  readonly refusal?: ProblemError;
}

/** A request that waits until its change is live. The writer keeps its decision, over all attempts of the write. */
export interface ChangeRequest<Decision> {
  /** Settles when the request's own record is durable, or could not be made so. */
  readonly written: Promise<unknown>;
  /** The member whose record must still be valid when the change is applied. */
  readonly memberId?: string;
  /** When the request gives up, ms since the epoch. */
  readonly deadline: number;
  /** The decision before the lock is held. */
  readonly initial: Decision;
  /** Is the change part of this state, which some writer has just made live? */
  readonly isAppliedIn: (state: AppliedState, decision: Decision) => boolean;
  /** Decides, with the lock held, what the change needs. */
  readonly plan: (known: Known, decision: Decision) => RequestPlan<Decision>;
  /** The request's records that are not live yet, which are deleted when the whole write is refused. */
  readonly refusedRecords: (applied: AppliedState | undefined, decision: Decision) => readonly LeaseRecord[];
  /** The audit events to write together with the release of the lock. */
  readonly describe: (result: ApplyResult, decision: Decision) => readonly AuditEvent[];
}

/** The state that is live with a change, and what this process saw when it wrote it itself. */
export interface ApplyResult {
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

/** What a writer applies for the requests that wait for it. */
export interface WriterInput {
  readonly mode: RenderMode;
  /** Members whose records are read again, with the lock held. */
  readonly memberIds: readonly string[];
  readonly plan: (known: Known) => RecordPlan;
  readonly describe: (result: ApplyResult) => readonly AuditEvent[];
  /** The records of the waiting requests that are not live yet, to delete when the whole write is refused. */
  readonly refusedRecords: (applied: AppliedState | undefined) => readonly LeaseRecord[];
  /** The policy's versions, if they were asked for together with the lock. */
  readonly listing?: Promise<readonly PolicyVersion[]> | undefined;
  /** Other writers wait as well: they read the applied state before they take the lock. */
  readonly isContended: boolean;
}
