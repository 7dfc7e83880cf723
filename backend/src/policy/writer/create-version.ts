import { AwsUnavailableError, type PolicyVersion, type VersionIdentity } from '../../runtime/ports.ts';
import { writeTimeoutProblem } from '../../runtime/problems.ts';
import { LOCK_WRITE_WINDOW_MS } from '../../runtime/timing.ts';
import { type AppliedState, versionName, versionNumber, writeApplied } from '../../store/applied.ts';
import type { HeldLock } from '../../store/lock.ts';
import { findEdit } from '../versions/find-edit.ts';
import { type LivePolicy, rememberDocument } from '../versions/live-policy.ts';
import { MAX_VERSIONS, spareVersions } from '../versions/version-slots.ts';
import { hasFreedSlot } from './next-attempt.ts';
import type { VersionPlan } from './plan-version.ts';
import type { ConcurrentEdit, Execution, Progress } from './progress.ts';
import type { WriterPorts } from './writer-ports.ts';

/** Makes the planned document the default version, unless it is that already. It never throws: the execution says how it ended. */
export async function executePlan(
  deps: WriterPorts,
  lock: HeldLock,
  input: {
    readonly plan: VersionPlan;
    /** The applied state as it will be, unconfirmed. */
    readonly draft: AppliedState;
    readonly baseline: string | undefined;
    readonly versions: readonly PolicyVersion[];
    readonly etag: string | undefined;
    readonly progress: Progress;
  },
): Promise<Execution> {
  const { plan, draft, baseline = '', versions, etag } = input;
  const { live, rendered, manual } = plan;
  const before = { progress: input.progress, remaining: versions, etag };
  if (!plan.mustCreate) return { ...before, kind: 'kept' };
  let freed = before;
  try {
    const slot = await freeSlot(deps, lock, versions, live, input.progress);
    freed = { ...before, ...slot };
    assertWriteWindow(deps, lock);
  } catch (error) {
    return { ...freed, kind: 'failed', error };
  }
  const [creation, recording] = await createAndRecord(deps, rendered.document, draft, etag);
  if (creation.status === 'rejected') {
    const progress = { ...freed.progress, mayTakeEffect: mayTakeEffect(creation.reason) };
    return { ...freed, progress, kind: 'failed', error: creation.reason };
  }
  const { value: created } = creation;
  const progress = {
    ...freed.progress,
    created: [versionName(created), ...freed.progress.created],
    unaudited: { rendered, manual, baseline, version: created.id },
  };
  if (versionNumber(created.id) <= live.newest) deps.memory.documents.clear();
  rememberDocument(deps, created.id, { document: rendered.document, createdAt: created.createdAt });
  if (recording.status === 'rejected') {
    deps.log.error('state_not_recorded', { version: created.id, error: String(recording.reason) });
    const error = new AwsUnavailableError('The applied state could not be recorded', {
      cause: recording.reason,
      answered: true,
    });
    // The version is live and no record says so. Until IAM's reads show it, no other writer may begin.
    return { ...freed, progress: { ...progress, mayTakeEffect: true }, kind: 'failed', error };
  }
  return { ...freed, progress, etag: recording.value, kind: 'created', created };
}

/**
 * Deletes the oldest version when no slot is free. Returns the versions that remain.
 * @throws {ProblemError} `busy` when an edit by hand has taken the slot that was freed before
 * @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicyVersion.html
 */
async function freeSlot(
  deps: WriterPorts,
  lock: HeldLock,
  listed: readonly PolicyVersion[],
  live: LivePolicy,
  progress: Progress,
): Promise<{ readonly remaining: readonly PolicyVersion[]; readonly progress: Progress }> {
  const versions = listed.filter(({ id }) => !progress.deleted.includes(id));
  const isNeeded = progress.mustFreeSlot || versions.length >= MAX_VERSIONS;
  if (!isNeeded) return { remaining: versions, progress };
  if (hasFreedSlot(progress)) throw writeTimeoutProblem();
  assertWriteWindow(deps, lock);
  const [oldest] = spareVersions(versions, live.version);
  if (oldest === undefined) return { remaining: versions, progress };
  await deps.policies.deleteVersion(oldest);
  return {
    remaining: versions.filter(({ id }) => id !== oldest),
    progress: { ...progress, mustFreeSlot: false, deleted: [...progress.deleted, oldest] },
  };
}

/**
 * Creates the version, and side by side records in the applied state that it may exist: when IAM's reads lag, or this
 * process stops, the next writer finds it. Both are done before the lock can be released.
 */
function createAndRecord(deps: WriterPorts, document: string, draft: AppliedState, etag: string | undefined) {
  return Promise.allSettled([deps.policies.createVersion(document), writeApplied(deps.objects, draft, etag)]);
}

/** AWS did not respond, so the call may still take effect. */
function mayTakeEffect(error: unknown): boolean {
  return error instanceof AwsUnavailableError && !error.answered;
}

/**
 * The document that our version was created on top of, when its id is not the one that was expected. A lower id means that
 * the policy was deleted and created again: all that it had before our version is new.
 */
export async function findConcurrentEdit(
  deps: WriterPorts,
  live: LivePolicy,
  created: VersionIdentity,
  own: string,
): Promise<ConcurrentEdit | undefined> {
  const number = versionNumber(created.id);
  const isRecreated = number <= live.newest;
  deps.log.info('concurrent_edit', { expected: `v${live.newest + 1}`, version: created.id });
  const edit = await findEdit(deps, isRecreated ? 0 : live.newest, { ...created, document: own });
  return edit && { ours: created.id, ...edit };
}

/** A write that could end after the lock's lifetime is not started. */
function assertWriteWindow(deps: WriterPorts, lock: HeldLock): void {
  const held = deps.clock.now() - lock.takenAt;
  if (held < 0 || held > LOCK_WRITE_WINDOW_MS) throw writeTimeoutProblem();
}
