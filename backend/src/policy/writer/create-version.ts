import { policySize } from '@genkan/shared/policy';
import {
  AwsUnavailableError,
  type CreatedVersion,
  DefaultVersionError,
  PolicySizeError,
  type PolicyVersion,
  VersionLimitError,
} from '../../runtime/ports.ts';
import { ProblemError } from '../../runtime/problems.ts';
import { LOCK_WRITE_WINDOW_MS, RETRY_AFTER_SECONDS } from '../../runtime/timing.ts';
import { type AppliedState, versionName, writeApplied } from '../../store/applied.ts';
import type { HeldLock } from '../../store/lock.ts';
import type { Rendered } from '../document/render.ts';
import { type LivePolicy, rememberDocument, versionNumber } from '../versions/live-policy.ts';
import { readBetween } from '../versions/read-between.ts';
import { MAX_VERSIONS, spareVersions } from '../versions/version-slots.ts';
import type { ConcurrentEdit, Progress } from './work.ts';
import type { WriterPorts } from './writer-ports.ts';

/** Creates that IAM may refuse for their size in one write, before no address is added any more. */
const MAX_SIZE_REFUSALS = 4;

/**
 * Deletes the oldest version when no slot is free. Returns the versions that remain.
 * @throws {ProblemError} `busy` when an edit by hand has taken the slot that was freed before
 */
export async function freeSlot(
  deps: WriterPorts,
  lock: HeldLock,
  listed: readonly PolicyVersion[],
  live: LivePolicy,
  progress: Progress,
): Promise<readonly PolicyVersion[]> {
  const versions = listed.filter(({ id }) => !progress.deleted.includes(id));
  const isNeeded = progress.mustFreeSlot || versions.length >= MAX_VERSIONS;
  if (!isNeeded) return versions;
  // One deletion for each version that is created, not more, whatever IAM responds.
  if (progress.deleted.length > progress.created.length) throw tookTooLong();
  assertWriteWindow(deps, lock);
  const [oldest] = spareVersions(versions, live.version);
  if (oldest === undefined) return versions;
  await deps.policies.deleteVersion(oldest);
  progress.mustFreeSlot = false;
  progress.deleted = [...progress.deleted, oldest];
  return versions.filter(({ id }) => id !== oldest);
}

/**
 * Creates the version, and side by side records in the applied state that it may exist: when IAM's reads lag, or this
 * process stops, the next writer knows of it. Both are done before the lock can be released.
 */
export async function createVersion(
  deps: WriterPorts,
  lock: HeldLock,
  input: {
    readonly draft: AppliedState;
    readonly rendered: Rendered;
    readonly live: LivePolicy;
    readonly etag: string | undefined;
    readonly progress: Progress;
  },
): Promise<{ readonly created: CreatedVersion; readonly etag: string }> {
  const { draft, rendered, live, progress } = input;
  assertWriteWindow(deps, lock);
  const [creation, recording] = await Promise.allSettled([
    deps.policies.createVersion(rendered.document),
    writeApplied(deps.objects, draft, input.etag),
  ]);
  if (creation.status === 'rejected') {
    progress.mayStillLand = mayStillLand(creation.reason);
    throw creation.reason;
  }
  const { value: created } = creation;
  progress.created = [versionName(created), ...progress.created];
  if (versionNumber(created.id) <= live.newest) deps.memory.documents.clear();
  rememberDocument(deps, created.id, { document: rendered.document, createdAt: created.createdAt });
  if (recording.status === 'rejected') {
    // The version is live and no record says so. Until IAM's reads show it, no other writer may begin.
    progress.mayStillLand = true;
    deps.log.error('state_not_recorded', { version: created.id, error: String(recording.reason) });
    throw new AwsUnavailableError('The applied state could not be recorded', {
      cause: recording.reason,
      answered: true,
    });
  }
  return { created, etag: recording.value };
}

/** AWS did not respond, so the call may still take effect. */
function mayStillLand(error: unknown): boolean {
  return error instanceof AwsUnavailableError && !error.answered;
}

/** Decides, after a refused create or delete, whether another attempt with fresh reads can succeed. */
export function isWorthAnotherAttempt(
  error: unknown,
  live: LivePolicy,
  rendered: Rendered,
  progress: Progress,
): boolean {
  // The listing was stale: another client filled the slots or moved the default.
  if (error instanceof VersionLimitError) {
    if (progress.deleted.length > progress.created.length) throw tookTooLong();
    progress.mustFreeSlot = true;
    return true;
  }
  if (error instanceof DefaultVersionError) return true;
  if (error instanceof PolicySizeError) return reduceSize(live, rendered, progress);
  return false;
}

/** Characters of the shortest entry, `"1.1.1.1/32",`, as IAM counts them. */
const ENTRY_SIZE = 13;

/**
 * IAM allows less than it documents. One lease fewer is tried, then two, four and so on, but not less than half of what was
 * tried to add, and at last the size that it has accepted before; each refused create counts against the account's quota.
 */
function reduceSize(live: LivePolicy, rendered: Rendered, progress: Progress): boolean {
  const refused = policySize(rendered.document);
  const accepted = policySize(live.document);
  if (refused <= accepted) return false;
  const { refusals } = progress;
  progress.refusals = refusals + 1;
  progress.sizeLimit =
    refusals < MAX_SIZE_REFUSALS
      ? Math.max(Math.floor((accepted + refused) / 2), refused - 1 - ENTRY_SIZE * (2 ** refusals - 1))
      : accepted;
  return true;
}

/**
 * The document that our version was created on top of, when its id is not the one that was expected. A lower id means that
 * the policy was deleted and created again: all that it had before our version is new.
 */
export async function findConcurrentEdit(
  deps: WriterPorts,
  live: LivePolicy,
  created: CreatedVersion,
  own: string,
): Promise<ConcurrentEdit | undefined> {
  const number = versionNumber(created.id);
  const isRecreated = number <= live.newest;
  deps.log.info('concurrent_edit', { expected: `v${live.newest + 1}`, version: created.id });
  const edit = await readBetween(deps, isRecreated ? 0 : live.newest, { ...created, document: own });
  return edit && { ours: created.id, ...edit };
}

/** A write that could end after the lock's lifetime is not started. */
function assertWriteWindow(deps: WriterPorts, lock: HeldLock): void {
  const held = deps.clock.now() - lock.takenAt;
  if (held < 0 || held > LOCK_WRITE_WINDOW_MS) throw tookTooLong();
}

export function tookTooLong(): ProblemError {
  return new ProblemError('busy', 'Writing the policy took too long. Try again in a few seconds.', {
    retryAfter: RETRY_AFTER_SECONDS,
  });
}
