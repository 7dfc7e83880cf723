import type { LeaseRecord } from '@genkan/shared/lease';
import { audit } from '../../audit/audit.ts';
import { type AppliedState, confirmApplied, type StoredAppliedState } from '../../store/applied.ts';
import { type HeldLock, releaseLock } from '../../store/lock.ts';
import { KEPT_VERSIONS, MAX_VERSIONS, pruneVersions } from '../versions/version-slots.ts';
import type { ApplyResult, WriterInput } from './change-request.ts';
import { describeChange } from './describe-change.ts';
import { confirmedState, omittedLeases } from './draft-state.ts';
import type { VersionPlan } from './plan-version.ts';
import type { Execution } from './progress.ts';
import { dropOmitted, putReplaced } from './refused-records.ts';
import type { WriterPorts } from './writer-ports.ts';

/** The last round: confirm the state, release the lock, write the events, make room for the next version. */
export async function finishWrite(
  deps: WriterPorts,
  lock: HeldLock,
  outcome: {
    readonly input: WriterInput;
    readonly plan: VersionPlan;
    readonly draft: AppliedState;
    readonly execution: Execution;
    readonly records: readonly LeaseRecord[];
    readonly baseline: string | undefined;
    /** The applied state before this write, and the same with the versions that were only known as begun. */
    readonly applied: AppliedState | undefined;
    readonly settled: AppliedState | undefined;
    /** The applied state as this attempt has read it. */
    readonly stored: StoredAppliedState | undefined;
  },
): Promise<ApplyResult> {
  const { input, plan, draft, execution, records, baseline = '', applied, settled, stored } = outcome;
  const { rendered, manual } = plan;
  const { etag, remaining: versions } = execution;
  const created = execution.kind === 'created' ? execution.created : undefined;
  const confirmed = confirmedState(draft, plan.live, created);
  const wrote = {
    live: execution.progress.origin ?? plan.live,
    baseline,
    records: [...records, ...rendered.replaced],
    rendered,
    manual,
    versions,
  };
  const events = input.describe({ state: confirmed, wrote });
  const others = await describeChange(
    deps,
    { ...wrote, mode: input.mode, applied: settled, version: confirmed.version },
    events,
  );
  // With the lock held, so that no other writer has seen them and nothing of theirs is live.
  const [staying] = await Promise.all([
    dropOmitted(deps, applied, rendered.omitted),
    putReplaced(deps, rendered.replaced),
  ]);
  // A request whose record stays is not refused: the next writer applies the record where there is room.
  const omitted = rendered.omitted.filter((record) => !staying.includes(record));
  const state = { ...confirmed, ...omittedLeases(omitted) };
  const confirm = () => confirmState(deps, state, created ? undefined : stored?.state, etag);
  const unlock = () => releaseLock(deps, lock);
  await Promise.all([
    // Writers that wait look for their leases in the state first, and need not write when they find them.
    ...(input.isContended ? [confirm().then(unlock)] : [confirm(), unlock()]),
    ...[...others, ...events].map((event) => audit(deps, event)),
    ...(created && versions.length + 1 >= MAX_VERSIONS
      ? [pruneVersions(deps, versions, state.version, KEPT_VERSIONS)]
      : []),
  ]);
  return { state, wrote };
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
