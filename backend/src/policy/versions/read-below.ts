import type { PolicyVersion, VersionIdentity } from '../../runtime/ports.ts';
import { type AppliedState, isOwnVersion, versionNumber } from '../../store/applied.ts';
import { isLater, type LivePolicy, readListed, type VersionPorts } from './live-policy.ts';

/** What shows which addresses a version added. */
export type SeenVersion = Pick<LivePolicy, 'version' | 'createdAt' | 'document' | 'isOwn'>;

/**
 * The versions between the one that was recorded last and an edit by hand, the oldest first. No writer has recorded what they
 * brought: the writers that saw them have failed.
 * @throws {AwsUnavailableError} when IAM lists such a version and does not show it
 */
export async function readBelow(
  deps: VersionPorts,
  applied: AppliedState | undefined,
  versions: readonly PolicyVersion[],
  edit: LivePolicy,
): Promise<readonly SeenVersion[]> {
  if (applied === undefined || edit.isOwn) return [];
  const top = { id: edit.version, createdAt: edit.createdAt };
  const below = versions
    .filter((listed) => isLater(top, listed) && isNewer(listed, applied))
    .sort((a, b) => (isLater(a, b) ? 1 : -1));
  return Promise.all(
    below.map(async (listed) => {
      const document = await readListed(deps, listed);
      const isOwn = isOwnVersion(applied, { ...listed, document });
      return { version: listed.id, createdAt: listed.createdAt, document, isOwn };
    }),
  );
}

/** Whether a version was created after the state was written: the leases that had ended by then are not in it. */
export function isNewer(version: VersionIdentity, applied: AppliedState): boolean {
  return applied.confirmed
    ? isLater(version, { id: applied.version, createdAt: applied.createdAt })
    : versionNumber(version.id) > (applied.begun[0]?.after ?? 0);
}
