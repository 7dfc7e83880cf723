import type { PolicyVersion, VersionIdentity } from '../../runtime/ports.ts';
import { versionNumber } from '../../store/applied.ts';
import { isLater, isSameVersion, readListed, type VersionPorts } from './live-policy.ts';
import { pauseAfter, readUntilShown } from './read-until-shown.ts';

/** How often the versions are listed until our own version is among them, over eight seconds. */
const LIST_ATTEMPTS = 18;

/**
 * The newest document that another client wrote between the newest version we knew and our own; `undefined` when there is
 * none any more. IAM's reads lag: only a listing that shows our own version is sure to show what came before it. A create
 * whose request arrived twice leaves our own document in between, which is no edit.
 * @param newestKnown number of the newest version that was known; 0 when the policy was created again meanwhile
 * @throws {AwsUnavailableError} when IAM lists such a version and does not show it
 */
export async function findEdit(
  deps: VersionPorts,
  newestKnown: number,
  own: VersionIdentity & { readonly document: string },
): Promise<(VersionIdentity & { readonly document: string }) | undefined> {
  for (const version of await listBetween(deps, newestKnown, own)) {
    const document = await readListed(deps, version);
    if (document !== own.document) return { id: version.id, createdAt: version.createdAt, document };
  }
  return undefined;
}

/**
 * The versions of a policy that is known to exist, because we created one a moment ago. A lagging read may still show the
 * moment at which the policy was deleted, before it was created again.
 */
export function listOwnPolicy(deps: VersionPorts): Promise<readonly PolicyVersion[]> {
  return readUntilShown(deps.clock, LIST_ATTEMPTS, () => deps.policies.listVersions());
}

/** The versions with a number above `from` that are older than our own, the newest first. */
async function listBetween(
  deps: VersionPorts,
  from: number,
  own: VersionIdentity,
): Promise<readonly PolicyVersion[]> {
  for (let attempt = 1; ; attempt++) {
    const versions = await listOwnPolicy(deps);
    const isRecent = versions.some((version) => isSameVersion(version, own) || isLater(version, own));
    if (isRecent || attempt === LIST_ATTEMPTS) {
      const to = versionNumber(own.id);
      return versions
        .filter(({ id }) => versionNumber(id) > from && versionNumber(id) < to)
        .sort((a, b) => versionNumber(b.id) - versionNumber(a.id));
    }
    await deps.clock.sleep(pauseAfter(attempt));
  }
}
