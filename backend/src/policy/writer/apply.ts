import { leaseKey } from '@genkan/shared/lease';
import { audit } from '../../audit/audit.ts';
import { AwsUnavailableError, type CreatedVersion, type PolicyVersion } from '../../runtime/ports.ts';
import { ProblemError } from '../../runtime/problems.ts';
import { POLL_FIRST_MS, SIZE_LIMIT_MS } from '../../runtime/timing.ts';
import { isOwnVersion, readApplied, requireOwnState } from '../../store/applied.ts';
import { BASELINE_KEY } from '../../store/baseline.ts';
import { listLeases, putLease } from '../../store/leases.ts';
import { type HeldLock, releaseLock } from '../../store/lock.ts';
import { memberStoreKey } from '../../store/members.ts';
import { remember } from '../../store/records.ts';
import { keptEntries, manualEntries } from '../document/manual-entries.ts';
import { renderPolicy, resolveRecords } from '../document/render.ts';
import { requireTrustedBaseline } from '../document/trusted-baseline.ts';
import { findLivePolicy, prefetchDocument, versionNumber } from '../versions/live-policy.ts';
import { listOwnPolicy } from '../versions/read-between.ts';
import { confirmedState, draftState, finish } from './applied-state.ts';
import {
  createVersion,
  findConcurrentEdit,
  freeSlot,
  isWorthAnotherAttempt,
  tookTooLong,
} from './create-version.ts';
import { describeChange } from './describe-change.ts';
import { findCeiling } from './find-ceiling.ts';
import { deleteRecords, rollBack } from './refused-records.ts';
import { settleBegun } from './settle-begun.ts';
import type { Known, Progress, Served, Work } from './work.ts';
import type { WriterPorts } from './writer-ports.ts';

/** One attempt, and more only after concurrent edits: each of them needs a person or another client. */
const MAX_ATTEMPTS = 12;

/**
 * Renders the policy and makes it the default version, with the lock held. The lock is released whatever happens, unless
 * a write may still take effect: then it must expire by itself.
 * @returns `undefined` when the plan refused every request
 */
export async function apply(deps: WriterPorts, lock: HeldLock, work: Work): Promise<Served | undefined> {
  const progress: Progress = {
    mayStillLand: false,
    before: undefined,
    created: [],
    origin: undefined,
    unaudited: undefined,
    deleted: [],
    mustFreeSlot: false,
    concurrentEdit: undefined,
    sizeLimit: knownSizeLimit(deps),
    refusals: 0,
  };
  try {
    for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
      if (attempt > 1) await deps.clock.sleep(POLL_FIRST_MS * attempt);
      const outcome = await attemptApply(deps, lock, work, progress, attempt);
      if (outcome !== 'again') return outcome;
    }
    throw tookTooLong();
  } catch (error) {
    await auditUnfinished(deps, work, progress);
    if (!progress.mayStillLand) {
      if (!isPassing(error)) await rollBack(deps, work, progress);
      await releaseLock(deps, lock);
    }
    throw error;
  }
}

/** The events of a version that an attempt created, when a later attempt on top of a concurrent edit failed. */
async function auditUnfinished(deps: WriterPorts, work: Work, progress: Progress): Promise<void> {
  const { unaudited, origin, before } = progress;
  if (!unaudited || !origin) return;
  const change = { ...unaudited, mode: work.mode, live: origin, applied: before?.state };
  const events = await describeChange(deps, change, []);
  await Promise.all(events.map((event) => audit(deps, event)));
}

async function attemptApply(
  deps: WriterPorts,
  lock: HeldLock,
  work: Work,
  progress: Progress,
  attempt: number,
): Promise<Served | undefined | 'again'> {
  const list =
    progress.created.length > 0
      ? listOwnPolicy(deps)
      : (attempt === 1 && work.listing) || deps.policies.listVersions();
  const { versions, stored, baseline, ...read } = await readAll(deps, work, list);
  progress.before ??= {
    state: stored?.state,
    ceiling: findCeiling(deps, read.records, stored?.state),
  };
  const { state: applied, ceiling } = progress.before;
  let known: Known = { ...read, applied, ceiling };
  let plan = work.plan(known);
  if (plan.isSuperseding) {
    // Whoever disables a member does so before revoking the leases, so a record read after the listing shows it.
    known = { ...known, members: await readMembers(deps, work.memberIds) };
    plan = work.plan(known);
  }
  await Promise.all(plan.put.map((record) => putLease(deps.objects, record)));
  const drop = [...plan.drop, ...ceiling.records];
  await deleteRecords(deps, drop);
  if (!plan.isNeeded) {
    await releaseLock(deps, lock);
    return undefined;
  }
  const dropped = new Set(drop.map(leaseKey));
  const kept =
    dropped.size === 0 ? known.records : known.records.filter((record) => !dropped.has(leaseKey(record)));
  const records = [...kept, ...plan.put];
  const hasCreated = progress.created.length > 0;
  const live = await findLivePolicy(
    deps,
    versions,
    hasCreated ? stored?.state : applied,
    hasCreated ? 'assume' : 'confirm',
  );
  const edit = progress.concurrentEdit?.ours === live.version ? progress.concurrentEdit : undefined;
  const from = edit
    ? {
        ...live,
        version: edit.id,
        document: edit.document,
        createdAt: edit.createdAt,
        isOwn: isOwnVersion(applied, edit),
      }
    : live;
  // What was live before this write, over all its attempts: the events compare with it.
  progress.origin = edit ? from : (progress.origin ?? live);
  const settled = await settleBegun(deps, applied, { versions, live, from });
  const earlier = !edit && progress.unaudited?.version === live.version ? progress.unaudited : undefined;
  const manual = earlier
    ? // What an earlier attempt took for an edit is in its version now; the applied state of before does not know of it.
      keptEntries(earlier.manual, live.document)
    : manualEntries({
        live: from,
        applied: settled,
        records,
        // Only without an applied state do the active leases explain entries.
        active: applied ? [] : resolveRecords(deps, records).active,
        now: deps.clock.now(),
      });
  const rendered = renderPolicy(deps, {
    mode: work.mode,
    live: from.document,
    baseline,
    records,
    dropped: drop,
    applied,
    manual,
    limit: progress.sizeLimit,
  });
  if (work.mode === 'reset') await requireTrustedBaseline(deps, from.document, baseline);

  const draft = draftState(deps, { work, applied: settled, rendered, manual, live, progress });
  // Nothing is acknowledged on an uncertain reading: the id that a create returns tells whether it was right.
  const mustCreate = rendered.document !== live.document || live.isUncertain;
  let remaining = versions;
  let created: CreatedVersion | undefined;
  let etag = stored?.etag;
  if (mustCreate) {
    try {
      remaining = await freeSlot(deps, lock, versions, live, progress);
      ({ created, etag } = await createVersion(deps, lock, { draft, rendered, live, etag, progress }));
    } catch (error) {
      if (!isWorthAnotherAttempt(error, live, rendered, progress)) throw error;
      return 'again';
    }
    progress.unaudited = { rendered, manual, baseline: baseline ?? '', version: created.id };
    if (versionNumber(created.id) !== live.newest + 1) {
      progress.concurrentEdit = await findConcurrentEdit(deps, live, created, rendered.document);
      return 'again';
    }
  }

  if (progress.refusals > 0 && progress.sizeLimit !== undefined) {
    deps.memory.sizeLimit = { limit: progress.sizeLimit, at: deps.clock.now() };
  }
  const state = confirmedState(draft, live, created);
  const served: Served = {
    state,
    wrote: {
      live: progress.origin,
      baseline: baseline ?? '',
      records,
      rendered,
      manual,
      versions: remaining,
    },
  };
  await finish(deps, lock, {
    work,
    served,
    before: applied,
    stored: created ? undefined : stored?.state,
    etag,
    hasCreated: created !== undefined,
  });
  return served;
}

/** The size that IAM accepted a few minutes ago, after it had refused a larger document. */
function knownSizeLimit({ memory, clock }: WriterPorts): number | undefined {
  const { sizeLimit } = memory;
  return sizeLimit && Math.abs(clock.now() - sizeLimit.at) < SIZE_LIMIT_MS ? sizeLimit.limit : undefined;
}

/** One round of reads, side by side with the listing, which was asked for first because IAM's response takes longest. */
async function readAll(deps: WriterPorts, work: Work, listing: Promise<readonly PolicyVersion[]>) {
  const [versions, records, stored, baseline, members] = await Promise.all([
    listing,
    listLeases(deps.objects),
    readApplied(deps.objects).then(async (found) => {
      requireOwnState(deps, found?.state);
      await prefetchDocument(deps, found?.state);
      return found;
    }),
    deps.objects.get(BASELINE_KEY),
    readMembers(deps, work.memberIds),
  ]);
  remember(deps, BASELINE_KEY, Promise.resolve(baseline?.body), deps.clock.now());
  return { versions, records, stored, baseline: baseline?.body, members };
}

async function readMembers(
  deps: WriterPorts,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string | undefined>> {
  return new Map(
    await Promise.all(
      ids.map(async (id) => [id, (await deps.objects.get(memberStoreKey(id)))?.body] as const),
    ),
  );
}

/** After these errors the lease stays: the next writer applies it. After every other one the caller was refused. */
export function isPassing(error: unknown): boolean {
  return (
    error instanceof AwsUnavailableError ||
    (error instanceof ProblemError && (error.code === 'busy' || error.code === 'aws_unavailable'))
  );
}
