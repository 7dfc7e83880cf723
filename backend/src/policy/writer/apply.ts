import { audit } from '../../audit/audit.ts';
import { AwsUnavailableError, type PolicyVersion, RoleRefusedError } from '../../runtime/ports.ts';
import { ProblemError, writeTimeoutProblem } from '../../runtime/problems.ts';
import { POLL_FIRST_MS, SIZE_LIMIT_MS } from '../../runtime/timing.ts';
import type { AppliedState } from '../../store/applied.ts';
import { type HeldLock, releaseLock } from '../../store/lock.ts';
import { requireTrustedBaseline } from '../document/trusted-baseline.ts';
import { listOwnPolicy } from '../versions/find-edit.ts';
import { findLivePolicy, type LivePolicy } from '../versions/live-policy.ts';
import { readBelow } from '../versions/read-below.ts';
import type { ApplyResult, WriterInput } from './change-request.ts';
import { executePlan, findConcurrentEdit } from './create-version.ts';
import { describeBegun } from './describe-begun.ts';
import { describeChange } from './describe-change.ts';
import { draftState } from './draft-state.ts';
import { findCeiling } from './find-ceiling.ts';
import { finishWrite } from './finish-write.ts';
import { nextStep } from './next-attempt.ts';
import { planVersion } from './plan-version.ts';
import { chooseBase, type Progress, startProgress } from './progress.ts';
import { applyRecords, type Reading, readState } from './read-state.ts';
import { rollBack } from './refused-records.ts';
import { findLateVersions, type SeenVersions, settleBegun } from './settle-begun.ts';
import type { WriterPorts } from './writer-ports.ts';

/** One attempt, and more only after concurrent edits: each of them needs a person or another client. */
const MAX_ATTEMPTS = 12;

const RECORD_STAYS = 'The record of a request that should be refused could not be deleted';

/** The one value that an apply changes. The steps of an attempt return the next one, so that a failure finds the last. */
interface Run {
  progress: Progress;
}

/**
 * Renders the policy and makes it the default version, with the lock held. The lock is released in every case, unless a
 * write may still take effect: then it must expire by itself.
 * @returns `undefined` when the plan refused every request
 */
export async function apply(
  deps: WriterPorts,
  lock: HeldLock,
  input: WriterInput,
): Promise<ApplyResult | undefined> {
  const run: Run = { progress: startProgress(knownSizeLimit(deps)) };
  try {
    for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
      if (attempt > 1) await deps.clock.sleep(POLL_FIRST_MS * attempt);
      const outcome = await attemptApply(deps, lock, input, run, attempt);
      if (outcome !== 'again') return outcome;
    }
    throw writeTimeoutProblem();
  } catch (error) {
    const { progress } = run;
    await auditUnfinished(deps, input, progress);
    if (!progress.mayTakeEffect) {
      const isUndone = isPassing(error) || (await rollBack(deps, input, progress));
      await releaseLock(deps, lock);
      // The next writer applies a record that stays: its request is not refused.
      if (!isUndone) throw new AwsUnavailableError(RECORD_STAYS, { cause: error, answered: true });
    }
    throw error;
  }
}

/** Read, plan, execute, and decide what follows. */
async function attemptApply(
  deps: WriterPorts,
  lock: HeldLock,
  input: WriterInput,
  run: Run,
  attempt: number,
): Promise<ApplyResult | undefined | 'again'> {
  const { mode } = input;
  const reading = await readState(deps, input, listVersions(deps, input, run.progress, attempt));
  const { versions, stored } = reading;
  // One write has one baseline: after it has created a version, a baseline that breaks meanwhile does not refuse its requests.
  const baseline = run.progress.unaudited?.baseline ?? reading.baseline;
  const before = run.progress.before ?? {
    state: stored?.state,
    ceiling: findCeiling(deps, reading.records, stored?.state),
  };
  run.progress = { ...run.progress, before };
  const applied = before.state;
  const { records, dropped, replaced, isNeeded } = await applyRecords(deps, input, reading, before);
  if (!isNeeded) {
    await releaseLock(deps, lock);
    return undefined;
  }
  const live = await findLive(deps, reading, run.progress);
  const { from, progress } = chooseBase(run.progress, live);
  // An edit may contain what an earlier version of this write changed; then only that version's events tell of it.
  if (from !== live && progress.created.length > 1) await auditUnfinished(deps, input, run.progress);
  run.progress = progress;
  const settled = await settleBegun(deps, applied, { versions, live, from });
  if (applied && settled !== applied)
    run.progress = await auditBegun(deps, applied, { versions, live, from }, progress);
  const below = await readBelow(deps, applied, versions, from);
  const plan = planVersion(deps, {
    mode,
    live,
    from,
    below,
    versions,
    baseline,
    records,
    dropped,
    replaced,
    applied,
    settled,
    progress: run.progress,
  });
  if (mode === 'reset') await requireTrustedBaseline(deps, from.document, baseline);

  const { rendered, manual } = plan;
  const draft = draftState(deps, { mode, applied: settled, rendered, manual, live, progress: run.progress });
  const execution = await executePlan(deps, lock, {
    plan,
    draft,
    versions,
    progress: run.progress,
    baseline,
    etag: stored?.etag,
  });
  run.progress = execution.progress;
  const next = nextStep(plan, execution);
  switch (next.kind) {
    case 'fail':
      throw next.error;
    case 'retry':
      run.progress = next.progress;
      return 'again';
    case 'readEdit': {
      const edit = await findConcurrentEdit(deps, live, next.created, rendered.document);
      run.progress = { ...run.progress, concurrentEdit: edit };
      return 'again';
    }
    case 'finish':
      rememberSizeLimit(deps, run.progress);
      return await finishWrite(deps, lock, {
        input,
        plan,
        draft,
        execution,
        records,
        baseline,
        applied,
        settled,
        stored,
      });
  }
}

function listVersions(
  deps: WriterPorts,
  input: WriterInput,
  { created }: Progress,
  attempt: number,
): Promise<readonly PolicyVersion[]> {
  if (created.length > 0) return listOwnPolicy(deps);
  return (attempt === 1 && input.listing) || deps.policies.listVersions();
}

/** After this write has created a version, the applied state tells of it; before, IAM has to confirm what the state tells. */
function findLive(deps: WriterPorts, { versions, stored }: Reading, progress: Progress): Promise<LivePolicy> {
  return progress.created.length > 0
    ? findLivePolicy(deps, versions, stored?.state, 'assume')
    : findLivePolicy(deps, versions, progress.before?.state, 'confirm');
}

/** The events of a version that an attempt created, when the attempt or a later one failed, or an edit lies on the version. */
async function auditUnfinished(deps: WriterPorts, input: WriterInput, progress: Progress): Promise<void> {
  const { unaudited, origin, before } = progress;
  if (!unaudited || !origin) return;
  const change = { ...unaudited, mode: input.mode, live: origin, applied: before?.state };
  const events = await describeChange(deps, change, []);
  await Promise.all(events.map((event) => audit(deps, event)));
}

/** Writes the events of the versions that were only known as begun, before this write replaces the state that names them. */
async function auditBegun(
  deps: WriterPorts,
  applied: AppliedState,
  seen: SeenVersions,
  progress: Progress,
): Promise<Progress> {
  const late = await findLateVersions(deps, applied, seen);
  const found = late.filter(({ version }) => !progress.audited.includes(version));
  const events = found.flatMap((version) => describeBegun(applied, version));
  await Promise.all(events.map((event) => audit(deps, event)));
  return { ...progress, audited: [...progress.audited, ...found.map(({ version }) => version)] };
}

/** The size that IAM accepted a few minutes ago, after it had refused a larger document. */
function knownSizeLimit({ memory, clock }: WriterPorts): number | undefined {
  const { sizeLimit } = memory;
  return sizeLimit && Math.abs(clock.now() - sizeLimit.at) < SIZE_LIMIT_MS ? sizeLimit.limit : undefined;
}

function rememberSizeLimit({ memory, clock }: WriterPorts, { refusals, sizeLimit }: Progress): void {
  if (refusals > 0 && sizeLimit !== undefined) memory.sizeLimit = { limit: sizeLimit, at: clock.now() };
}

/** After these errors the lease stays: the next writer applies it. After every other one the request is refused. */
function isPassing(error: unknown): boolean {
  return (
    error instanceof AwsUnavailableError ||
    // The account cannot be reached until an administrator mends the role: the reconcile completes the lease then.
    error instanceof RoleRefusedError ||
    (error instanceof ProblemError && (error.code === 'busy' || error.code === 'aws_unavailable'))
  );
}
