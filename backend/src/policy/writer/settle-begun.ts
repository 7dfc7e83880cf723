import type { PolicyVersion } from '../../runtime/ports.ts';
import { type AppliedState, findBegun, versionName, versionNumber } from '../../store/applied.ts';
import { isSameVersion, type LivePolicy, readListed, type VersionPorts } from '../versions/live-policy.ts';

type LateVersion = Pick<LivePolicy, 'version' | 'createdAt' | 'document'>;

/**
 * The applied state with the versions that it only knows as begun, because the response of their create was lost or never
 * awaited. Such a create cannot take effect again, so the next version with the same document is an edit by hand.
 * @param from what the document is rendered from: the live policy, or a concurrent edit that lies before it
 */
export async function settleBegun(
  deps: VersionPorts,
  applied: AppliedState | undefined,
  {
    versions,
    live,
    from,
  }: { readonly versions: readonly PolicyVersion[]; readonly live: LivePolicy; readonly from: LivePolicy },
): Promise<AppliedState | undefined> {
  if (!applied) return undefined;
  const own = [live, from].filter(({ isOwn }) => isOwn);
  const before = from.isOwn ? [] : await readBefore(deps, applied, versions, from);
  return [...before, ...own].reduce(recordLateVersion, applied);
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
