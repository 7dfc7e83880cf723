import type { PolicyVersion } from '../../runtime/ports.ts';
import { type AppliedState, findBegun, versionName, versionNumber } from '../../store/applied.ts';
import { isSameVersion, type LivePolicy, readListed, type VersionPorts } from '../versions/live-policy.ts';

/** A version that IAM created although its writer did not learn of it. */
export type LateVersion = Pick<LivePolicy, 'version' | 'createdAt' | 'document'>;

/** What this write reads of the policy. */
export interface SeenVersions {
  readonly versions: readonly PolicyVersion[];
  readonly live: LivePolicy;
  /** What the document is rendered from: the live policy, or a concurrent edit that lies before it. */
  readonly from: LivePolicy;
}

/**
 * The applied state with the versions that it only knows as begun, because the response of their create was lost or never
 * awaited. Such a create cannot take effect again, so the next version with the same document is an edit by hand.
 */
export async function settleBegun(
  deps: VersionPorts,
  applied: AppliedState | undefined,
  seen: SeenVersions,
): Promise<AppliedState | undefined> {
  if (!applied) return undefined;
  return (await readCandidates(deps, applied, seen)).reduce(recordLateVersion, applied);
}

/** Those versions themselves. */
export async function findLateVersions(
  deps: VersionPorts,
  applied: AppliedState,
  seen: SeenVersions,
): Promise<readonly LateVersion[]> {
  const candidates = await readCandidates(deps, applied, seen);
  return candidates.filter(
    (candidate, index) =>
      candidates.findIndex(({ version }) => version === candidate.version) === index &&
      recordLateVersion(applied, candidate) !== applied,
  );
}

/** The versions that may be late ones: what is live, and what lies below an edit by hand. */
async function readCandidates(
  deps: VersionPorts,
  applied: AppliedState,
  { versions, live, from }: SeenVersions,
): Promise<readonly LateVersion[]> {
  const own = [live, from].filter(({ isOwn }) => isOwn);
  const before = from.isOwn ? [] : await readBefore(deps, applied, versions, from);
  return [...before, ...own];
}

/** An edit by hand may lie on the version that was begun last: then that one is listed, and tells which leases came and left. */
async function readBefore(
  deps: VersionPorts,
  applied: AppliedState,
  versions: readonly PolicyVersion[],
  from: LivePolicy,
): Promise<readonly LateVersion[]> {
  if (applied.confirmed || applied.leaving.length + applied.arriving.length === 0) return [];
  const listed = versions.filter(
    ({ id, createdAt }) =>
      versionNumber(id) >= versionNumber(applied.version) &&
      !isSameVersion({ id, createdAt }, { id: from.version, createdAt: from.createdAt }),
  );
  return Promise.all(
    listed.map(async (version) => ({
      version: version.id,
      createdAt: version.createdAt,
      document: await readListed(deps, version),
    })),
  );
}

function recordLateVersion(
  applied: AppliedState,
  { version, createdAt, document }: LateVersion,
): AppliedState {
  const name = versionName({ id: version, createdAt });
  if (applied.ownVersions.includes(name)) return applied;
  const index = findBegun(applied, { id: version, createdAt, document });
  const begun = applied.begun[index];
  if (begun === undefined) return applied;
  return {
    ...applied,
    ownVersions: [name, ...applied.ownVersions],
    begun: applied.begun.toSpliced(index, 1),
    leaving: applied.sha256 === begun.sha256 ? [] : [...applied.leaving, ...applied.arriving],
    arriving: [],
  };
}
