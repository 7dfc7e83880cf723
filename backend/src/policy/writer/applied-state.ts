import { leaseKey, leaseOfKey } from '@genkan/shared/lease';
import { audit } from '../../audit/audit.ts';
import type { CreatedVersion } from '../../runtime/ports.ts';
import { LOCK_LIFETIME_MS } from '../../runtime/timing.ts';
import { type AppliedState, confirmApplied, hashDocument, versionName } from '../../store/applied.ts';
import { type HeldLock, releaseLock } from '../../store/lock.ts';
import { entriesOf } from '../document/manual-entries.ts';
import { acknowledgedLeases, type Rendered } from '../document/render.ts';
import type { LivePolicy } from '../versions/live-policy.ts';
import { KEPT_VERSIONS, MAX_VERSIONS, pruneVersions } from '../versions/version-slots.ts';
import { describeChange } from './describe-change.ts';
import { dropLeftOut } from './refused-records.ts';
import type { Progress, Served, Work } from './work.ts';
import type { WriterPorts } from './writer-ports.ts';

/** Versions that Genkan recognises as its own; IAM keeps five. */
const MAX_OWN_VERSIONS = 16;
/** For so long a create of a writer that stopped may still take effect; its lock has expired long before. */
const BEGUN_MS = 3 * LOCK_LIFETIME_MS;

/** The state as it will be, unconfirmed: IAM has not created the version yet. */
export function draftState(
  deps: WriterPorts,
  input: {
    readonly work: Work;
    readonly applied: AppliedState | undefined;
    readonly rendered: Rendered;
    readonly manual: ReadonlySet<string>;
    readonly live: LivePolicy;
    readonly progress: Progress;
  },
): AppliedState {
  const { work, applied, rendered, manual, live, progress } = input;
  const now = deps.clock.now();
  const active = rendered.active.map(leaseKey);
  const sha256 = hashDocument(rendered.document);
  const liveBefore = acknowledgedLeases(applied);
  // A reset ends every edit by hand.
  const kept = work.mode === 'reset' || manual.size === 0 ? [] : entriesOf(rendered.document);
  return {
    policyArn: deps.policies.arn,
    version: `v${live.newest + 1}`,
    sha256,
    createdAt: 0,
    confirmed: false,
    active,
    ended: rendered.ended.map(leaseKey),
    leftOut: rendered.leftOut.map(leaseKey),
    acknowledged: rendered.leftOut.map(leaseKey).filter((key) => liveBefore.has(leaseOfKey(key))),
    leaving: leavingLeases(applied, new Set(active)),
    fits: rendered.fits,
    ...(rendered.nextEnd !== undefined && { nextEnd: rendered.nextEnd }),
    manual: [...kept].filter((entry) => manual.has(entry)),
    ownVersions: [...progress.created, ...(applied?.ownVersions ?? [])].slice(0, MAX_OWN_VERSIONS),
    begun: [
      { sha256, after: live.newest, at: now },
      ...(applied?.begun ?? []).filter(({ at }) => Math.abs(now - at) < BEGUN_MS),
    ],
    resetAt: work.mode === 'reset' ? now : (applied?.resetAt ?? now),
  };
}

/** The leases that the version before names and this one does not; those of a version that IAM never created included. */
function leavingLeases(applied: AppliedState | undefined, active: ReadonlySet<string>): string[] {
  if (!applied) return [];
  const before = applied.confirmed ? applied.active : [...applied.active, ...applied.leaving];
  return [...new Set(before)].filter((key) => !active.has(key));
}

/** The state when the policy is as it should be: with the version that was created, or the one that was live already. */
export function confirmedState(
  draft: AppliedState,
  live: LivePolicy,
  created: CreatedVersion | undefined,
): AppliedState {
  return {
    ...draft,
    version: created?.id ?? live.version,
    createdAt: created?.createdAt ?? live.createdAt,
    confirmed: true,
    leaving: [],
    ownVersions: created ? [versionName(created), ...draft.ownVersions] : draft.ownVersions,
    // IAM returned an id for this document, so nothing of it can take effect late.
    begun: draft.begun.slice(1),
  };
}

/** The last round: confirm the state, release the lock, write the events, make room for the next version. */
export async function finish(
  deps: WriterPorts,
  lock: HeldLock,
  outcome: {
    readonly work: Work;
    readonly served: Served;
    /** The applied state before this write. */
    readonly before: AppliedState | undefined;
    /** The state as it is stored, where this attempt has not replaced it. */
    readonly stored: AppliedState | undefined;
    readonly etag: string | undefined;
    readonly hasCreated: boolean;
  },
): Promise<void> {
  const { work, served, before, stored, etag, hasCreated } = outcome;
  const { state, wrote } = served;
  if (!wrote) return;
  const { rendered, versions } = wrote;
  const events = work.trace(served);
  const others = await describeChange(
    deps,
    { ...wrote, mode: work.mode, applied: before, version: state.version },
    events,
  );
  // With the lock held, so that no other writer has seen them and nothing of theirs is live.
  await dropLeftOut(deps, before, rendered.leftOut);
  const confirm = () => confirmState(deps, state, stored, etag);
  const unlock = () => releaseLock(deps, lock);
  await Promise.all([
    // Writers that wait look for their leases in the state first, and need not write when they find them.
    ...(work.isContended ? [confirm().then(unlock)] : [confirm(), unlock()]),
    ...[...others, ...events].map((event) => audit(deps, event)),
    ...(hasCreated && versions.length + 1 >= MAX_VERSIONS
      ? [pruneVersions(deps, versions, state.version, KEPT_VERSIONS)]
      : []),
  ]);
}

/** Confirms the state for the requests that wait. When this is lost, the next writer creates a version and confirms that. */
async function confirmState(
  deps: WriterPorts,
  state: AppliedState,
  stored: AppliedState | undefined,
  etag: string | undefined,
): Promise<void> {
  if (stored && JSON.stringify(stored) === JSON.stringify(state)) return;
  try {
    const isStored = await confirmApplied(deps.objects, state, etag);
    if (!isStored) deps.log.info('state_superseded', { version: state.version });
  } catch (error) {
    deps.log.error('state_not_confirmed', { version: state.version, error: String(error) });
  }
}
