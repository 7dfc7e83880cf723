import { type LeaseRecord, leaseKey } from '@genkan/shared/lease';
import type { AllowlistDeps } from '../deps.ts';
import {
  AwsUnavailableError,
  DefaultVersionError,
  type PolicyVersion,
  PreconditionFailedError,
  VersionLimitError,
} from '../ports.ts';
import { ProblemError } from '../problems.ts';
import { type AppliedState, readApplied, writeApplied } from '../store/applied.ts';
import { type AuditEvent, audit } from '../store/audit.ts';
import { BASELINE_KEY } from '../store/baseline.ts';
import { listLeases, putLease } from '../store/leases.ts';
import { type HeldLock, releaseLock } from '../store/lock.ts';
import { remember } from '../store/records.ts';
import { LOCK_WRITE_WINDOW_MS, POLL_FIRST_MS, RETRY_AFTER_SECONDS } from '../timing.ts';
import { findLivePolicy, type LivePolicy, rememberDocument, versionNumber } from './live-policy.ts';
import { readBetween } from './read-between.ts';
import { type Rendered, type RenderMode, renderPolicy } from './render.ts';
import { describeChange } from './trace.ts';
import { KEPT_VERSIONS, MAX_VERSIONS, pruneVersions, spareVersions } from './version-slots.ts';

/** What a writer does on behalf of the requests that wait for it. */
export interface Work {
  readonly mode: RenderMode;
  /** Further records that the waiting requests need, now that all records are known (see {@link Ticket.adjust}). */
  readonly adjust: (records: readonly LeaseRecord[]) => readonly LeaseRecord[];
  /** Events to write with the last round. */
  readonly trace: (served: Served) => readonly AuditEvent[];
  /** The policy's versions, if they were asked for together with the lock. */
  readonly listing?: Promise<readonly PolicyVersion[]>;
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
    readonly versions: readonly PolicyVersion[];
  };
}

/** A version that slipped in between our reading and our writing. */
interface Overtaken {
  readonly ours: string;
  readonly document: string;
}

/**
 * Steps 2 to 6 of applying, with the lock held: read, render, create, check, note, release. The lock is released
 * whatever happens, unless a write to IAM is still on its way: then it must expire by itself.
 */
export async function apply(deps: AllowlistDeps, lock: HeldLock, work: Work): Promise<Served> {
  const progress = { landing: false };
  try {
    return await applyLocked(deps, lock, work, progress);
  } catch (error) {
    if (!progress.landing) await releaseLock(deps, lock);
    throw error;
  }
}

async function applyLocked(
  deps: AllowlistDeps,
  lock: HeldLock,
  work: Work,
  progress: { landing: boolean },
): Promise<Served> {
  let overtaken: Overtaken | undefined;
  let mustDelete = false;
  let hasWritten = false;
  let trustNotes = true;
  for (let round = 1; ; round++) {
    if (round > 1) await deps.clock.sleep(POLL_FIRST_MS * round);
    // IAM first: its answer takes longest, and the rest is sent while it is on its way.
    const [versions, listed, noted, baseline] = await Promise.all([
      (round === 1 && work.listing) || deps.policies.listVersions(),
      listLeases(deps.objects),
      readApplied(deps.objects),
      deps.objects.get(BASELINE_KEY),
    ]);
    remember(deps, BASELINE_KEY, Promise.resolve(baseline?.body), deps.clock.now());
    // Only now: when another read fails, the requests are refused and take their leases back, and a listing that is still
    // on its way must not bring them back later.
    const further = work.adjust(listed);
    await Promise.all(further.map((record) => putLease(deps.objects, record)));
    const records = [...listed, ...further];
    const applied = trustNotes ? noted?.state : undefined;
    const live = await findLivePolicy(deps, versions, applied, hasWritten ? 'assume' : 'confirm');
    const from = overtaken?.ours === live.version ? overtaken.document : live.document;
    const rendered = renderPolicy(deps, {
      mode: work.mode,
      live: from,
      baseline: baseline?.body,
      records,
      applied,
    });

    let { version, createdAt } = live;
    let remaining = versions;
    // Nothing is acknowledged on a doubtful reading: the id that a create answers tells whether it was right.
    if (rendered.document !== live.document || live.doubtful) {
      assertWriteWindow(deps, lock);
      try {
        if (mustDelete || versions.length >= MAX_VERSIONS) {
          const [oldest] = spareVersions(versions, live.version);
          if (oldest !== undefined) await deps.policies.deleteVersion(oldest);
          remaining = versions.filter(({ id }) => id !== oldest);
        }
        assertWriteWindow(deps, lock);
        const created = await deps.policies.createVersion(rendered.document);
        ({ id: version, createdAt } = created);
      } catch (error) {
        progress.landing = error instanceof AwsUnavailableError && !error.answered;
        // The listing was stale: somebody filled the slots or moved the default.
        if (!(error instanceof VersionLimitError || error instanceof DefaultVersionError)) throw error;
        mustDelete = true;
        continue;
      }
      mustDelete = false;
      // What we have made ourselves under this lock is there, however long IAM takes to show it.
      hasWritten = true;
      if (versionNumber(version) <= live.newest) {
        deps.memory.documents.clear();
        trustNotes = false;
      }
      rememberDocument(deps, version, { document: rendered.document, createdAt });
      if (versionNumber(version) !== live.newest + 1) {
        deps.log.info('overtaken', { expected: `v${live.newest + 1}`, version });
        const document = await readBetween(deps, live.newest, { version, document: rendered.document });
        overtaken = document === undefined ? undefined : { ours: version, document };
        continue;
      }
    }
    const state = toState(rendered, version, createdAt);
    const served: Served = {
      state,
      wrote: { live, baseline: baseline?.body ?? '', records, rendered, versions: remaining },
    };
    const created = version !== live.version;
    const told = work.trace(served);
    const change = {
      rendered,
      live: { ...live, document: from },
      applied,
      baseline: baseline?.body ?? '',
      version,
    };
    const events = [...describeChange(deps, change, told), ...told];
    await Promise.all([
      note(deps, state, noted),
      releaseLock(deps, lock),
      ...events.map((event) => audit(deps, event)),
      ...(created && remaining.length + 1 >= MAX_VERSIONS
        ? [pruneVersions(deps, remaining, version, KEPT_VERSIONS)]
        : []),
    ]);
    return served;
  }
}

function toState(rendered: Rendered, version: string, createdAt: number): AppliedState {
  return {
    version,
    document: rendered.document,
    createdAt,
    active: rendered.active.map(leaseKey),
    ended: rendered.ended.map(leaseKey),
    leftOut: rendered.leftOut.map(leaseKey),
    fits: rendered.fits,
    ...(rendered.nextEnd !== undefined && { nextEnd: rendered.nextEnd }),
  };
}

/** Notes what is live, for those who wait. Nothing depends on it: who does not find itself there writes next. */
async function note(
  deps: AllowlistDeps,
  state: AppliedState,
  noted: Awaited<ReturnType<typeof readApplied>>,
): Promise<void> {
  if (noted?.state && JSON.stringify(noted.state) === JSON.stringify(state)) return;
  try {
    await writeApplied(deps.objects, state, noted?.etag);
  } catch (error) {
    if (!(error instanceof PreconditionFailedError)) deps.log.error('note_failed', { error: String(error) });
  }
}

/** A write that could end after the lock's lifetime is not started. */
function assertWriteWindow(deps: AllowlistDeps, lock: HeldLock): void {
  const held = deps.clock.now() - lock.takenAt;
  if (held < 0 || held > LOCK_WRITE_WINDOW_MS) {
    throw new ProblemError('busy', 'Writing the policy took too long. Try again in a few seconds.', {
      retryAfter: RETRY_AFTER_SECONDS,
    });
  }
}
