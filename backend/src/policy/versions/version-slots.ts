import { DefaultVersionError, type Log, type PolicyStore, type PolicyVersion } from '../../runtime/ports.ts';
import { versionNumber } from '../../store/applied.ts';

/** IAM keeps at most five versions of a managed policy. */
export const MAX_VERSIONS = 5;
/** Pruning leaves this many, so that the next two grants need no deletion first. */
export const KEPT_VERSIONS = 3;

/** The oldest versions that may go, oldest first: never the default, never the live one. */
export function spareVersions(versions: readonly PolicyVersion[], live: string): readonly string[] {
  return versions
    .filter((version) => !version.isDefault && version.id !== live)
    .map((version) => version.id)
    .sort((a, b) => versionNumber(a) - versionNumber(b));
}

interface SlotPorts {
  readonly policies: Pick<PolicyStore, 'deleteVersion'>;
  readonly log: Log;
}

/**
 * Deletes the oldest versions until `keep` are left. `live` is the default by now, whatever the listing says; one that
 * became the default meanwhile stays.
 */
export async function pruneVersions(
  deps: SlotPorts,
  versions: readonly PolicyVersion[],
  live: string,
  keep: number,
): Promise<void> {
  const total = versions.some((version) => version.id === live) ? versions.length : versions.length + 1;
  const now = versions.map((version) => ({ ...version, isDefault: version.id === live }));
  const surplus = spareVersions(now, live).slice(0, Math.max(0, total - keep));
  await Promise.all(
    surplus.map(async (id) => {
      try {
        await deps.policies.deleteVersion(id);
      } catch (error) {
        // Room for the next grant is a convenience: the next writer deletes when it finds no free slot.
        if (!(error instanceof DefaultVersionError)) {
          deps.log.error('prune_failed', { version: id, error: String(error) });
        }
      }
    }),
  );
}
