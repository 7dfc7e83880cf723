import { type LeaseRecord, leaseKey } from '@genkan/shared/lease';
import type { Clock, PolicyStore, VersionIdentity } from '../../runtime/ports.ts';
import { LATE_CREATE_MS } from '../../runtime/timing.ts';
import { type AppliedState, confirmedLeases, hashDocument, versionName } from '../../store/applied.ts';
import { blockOfKey, entriesOf } from '../document/manual-entries.ts';
import { newcomerTest, type Rendered, type RenderMode } from '../document/render.ts';
import type { LivePolicy } from '../versions/live-policy.ts';
import type { Progress } from './progress.ts';

/** Versions that Genkan recognises as its own; IAM keeps five. */
const MAX_OWN_VERSIONS = 16;

/** The state as it will be, unconfirmed: IAM has not created the version yet. */
export function draftState(
  deps: { readonly policies: Pick<PolicyStore, 'arn'>; readonly clock: Pick<Clock, 'now'> },
  input: {
    readonly mode: RenderMode;
    readonly applied: AppliedState | undefined;
    readonly rendered: Rendered;
    readonly manual: ReadonlySet<string>;
    readonly live: LivePolicy;
    readonly progress: Progress;
  },
): AppliedState {
  const { mode, applied, rendered, manual, live, progress } = input;
  const now = deps.clock.now();
  const active = rendered.active.map(leaseKey);
  const sha256 = hashDocument(rendered.document);
  const isNew = newcomerTest(applied);
  // A reset ends every edit by hand.
  const kept = mode === 'reset' || manual.size === 0 ? [] : entriesOf(rendered.document);
  return {
    policyArn: deps.policies.arn,
    version: `v${live.newest + 1}`,
    sha256,
    createdAt: 0,
    confirmed: false,
    active,
    ended: rendered.ended.map(leaseKey),
    ...omittedLeases(rendered.omitted),
    acknowledged: rendered.omitted.filter((record) => !isNew(record)).map(leaseKey),
    leaving: applied ? confirmedLeases(applied).filter((key) => !active.includes(key)) : [],
    arriving: arrivingLeases(applied, active, live),
    fits: rendered.fits,
    ...(rendered.nextEnd !== undefined && { nextEnd: rendered.nextEnd }),
    manual: [...kept].filter((entry) => manual.has(entry)),
    ownVersions: [...progress.created, ...(applied?.ownVersions ?? [])].slice(0, MAX_OWN_VERSIONS),
    begun: [
      { sha256, after: live.newest, at: now },
      ...(applied?.begun ?? []).filter(({ at }) => Math.abs(now - at) < LATE_CREATE_MS),
    ],
    resetAt: mode === 'reset' ? now : (applied?.resetAt ?? now),
  };
}

/** The part of the state that holds the leases which found no room. */
export function omittedLeases(omitted: readonly LeaseRecord[]) {
  return { leftOut: omitted.map(leaseKey) };
}

/** The leases of this version, and of those begun before it, whose entries the live version does not have. */
function arrivingLeases(
  applied: AppliedState | undefined,
  active: readonly string[],
  live: LivePolicy,
): string[] {
  const begunBefore = applied && !applied.confirmed ? applied.arriving : [];
  const present = entriesOf(live.document);
  return [...new Set([...active, ...begunBefore])].filter((key) => !present.has(blockOfKey(key) ?? ''));
}

/** The state when the policy is as it should be: with the version that was created, or the one that was live already. */
export function confirmedState(
  draft: AppliedState,
  live: LivePolicy,
  created: VersionIdentity | undefined,
): AppliedState {
  return {
    ...draft,
    version: created?.id ?? live.version,
    createdAt: created?.createdAt ?? live.createdAt,
    confirmed: true,
    leaving: [],
    arriving: [],
    ownVersions: created ? [versionName(created), ...draft.ownVersions] : draft.ownVersions,
    // IAM returned an id for this document, so nothing of it can take effect late.
    begun: draft.begun.slice(1),
  };
}
