import type { LeaseRecord } from '@genkan/shared/lease';
import type { PolicyVersion } from '../../runtime/ports.ts';
import type { AppliedState } from '../../store/applied.ts';
import { keptEntries, manualEntries } from '../document/manual-entries.ts';
import {
  type Rendered,
  type RenderMode,
  type RenderPorts,
  renderPolicy,
  resolveRecords,
} from '../document/render.ts';
import type { LivePolicy } from '../versions/live-policy.ts';
import type { SeenVersion } from '../versions/read-below.ts';
import type { Progress } from './progress.ts';

/** What an attempt makes live. */
export interface VersionPlan {
  readonly live: LivePolicy;
  readonly rendered: Rendered;
  /** Blocks that an administrator added by hand. */
  readonly manual: ReadonlySet<string>;
  readonly mustCreate: boolean;
}

/**
 * Decides what should be live, from what was read. It reads and writes nothing.
 * @throws {ProblemError} `baseline_invalid` or `policy_unsupported`
 */
export function planVersion(
  deps: RenderPorts,
  input: {
    readonly mode: RenderMode;
    readonly live: LivePolicy;
    /** What the document is rendered from: the live policy, or a concurrent edit below it. */
    readonly from: LivePolicy;
    /** The versions between the recorded one and that one, the oldest first. */
    readonly below: readonly SeenVersion[];
    readonly versions: readonly PolicyVersion[];
    readonly baseline: string | undefined;
    readonly records: readonly LeaseRecord[];
    readonly dropped: readonly LeaseRecord[];
    readonly replaced: readonly LeaseRecord[];
    /** The applied state before this write, and the same with the versions that were only known as begun. */
    readonly applied: AppliedState | undefined;
    readonly settled: AppliedState | undefined;
    readonly progress: Progress;
  },
): VersionPlan {
  const { mode, live, from, below, versions, baseline, records, dropped, replaced } = input;
  const { applied, settled, progress } = input;
  const earlier =
    from === live && progress.unaudited?.version === live.version ? progress.unaudited : undefined;
  const manual = earlier
    ? // What an earlier attempt took for an edit is in its version now; the applied state of before does not know of it.
      keptEntries(earlier.manual, live.document)
    : manualEntries({
        live: from,
        applied: settled,
        below,
        versions,
        // What this write deletes may have been live in a version that no state records.
        records: [...records, ...dropped],
        // Only without an applied state do the active leases explain entries.
        active: applied ? [] : resolveRecords(deps, records).active,
        now: deps.clock.now(),
      });
  const rendered = renderPolicy(deps, {
    mode,
    live: from.document,
    isEdited: !from.isOwn,
    baseline,
    records,
    dropped,
    replaced,
    applied,
    manual,
    limit: progress.sizeLimit,
  });
  return {
    live,
    rendered,
    manual,
    // Nothing is acknowledged on an uncertain reading: the id that a create returns tells whether it was right.
    mustCreate: rendered.document !== live.document || live.isUncertain,
  };
}
