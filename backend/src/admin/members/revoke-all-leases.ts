import { formatCidr } from '@genkan/shared/address';
import { type LeaseRecord, revocationOf } from '@genkan/shared/lease';
import { audit } from '../../audit/audit.ts';
import type { AllowlistDeps } from '../../deps.ts';
import { resolveRecords } from '../../policy/document/render.ts';
import { mapBounded, settleBounded, valuesOf } from '../../runtime/map-bounded.ts';
import { pause } from '../../runtime/pause.ts';
import { RECORD_CACHE_MS } from '../../runtime/timing.ts';
import { listLeases, putLease } from '../../store/leases.ts';
import { findTargets } from '../../targets/find-targets.ts';
import { reconcile } from '../../tasks/reconcile.ts';

/**
 * Revokes all leases of a member whose keys were just disabled, and returns their CIDRs. Processes cache the member's record for
 * some seconds (`RECORD_CACHE_MS`), so it looks for new leases once more when every cache entry has expired.
 */
export async function revokeAllLeases(deps: AllowlistDeps, memberId: string): Promise<readonly string[]> {
  const ended = await revokeInTargets(deps, memberId);
  await pause(deps.clock, RECORD_CACHE_MS);
  const late = await revokeInTargets(deps, memberId);
  return [...new Set([...ended, ...late])];
}

/** In every target, also where the member belongs no longer. A failure in one stops no other. */
async function revokeInTargets(deps: AllowlistDeps, memberId: string): Promise<readonly string[]> {
  const targets = await findTargets(deps);
  if (!targets) return revokeActiveLeases(deps, memberId);
  const ended = await settleBounded(targets, (target) => revokeActiveLeases(target.deps, memberId));
  return valuesOf(ended).flat();
}

/** Revokes the member's active leases with one write to IAM. */
async function revokeActiveLeases(deps: AllowlistDeps, memberId: string): Promise<readonly string[]> {
  const { active } = resolveRecords(deps, await listLeases(deps.objects, `${memberId}~`));
  if (active.length === 0) return [];
  const now = deps.clock.now();
  await mapBounded(active, (record) => putLease(deps.objects, revocationOf(record, now)));
  const writeEvents = (versions: { readonly versionBefore?: string; readonly versionAfter?: string }) =>
    mapBounded(active, (record) => audit(deps, describeEnd(record, versions)));
  try {
    const { versionBefore, versionAfter } = await reconcile(deps);
    await writeEvents({ versionBefore, versionAfter });
  } catch (error) {
    // The revocations are durable: the next writer removes the addresses.
    await writeEvents({});
    throw error;
  }
  return active.map((record) => formatCidr(record.cidr));
}

function describeEnd(
  record: LeaseRecord,
  versions: { readonly versionBefore?: string; readonly versionAfter?: string },
) {
  return {
    event: 'revoked',
    memberId: record.memberId,
    cidr: formatCidr(record.cidr),
    ...versions,
  } as const;
}
