import { type LeaseRecord, revocationOf } from '@genkan/shared/lease';
import { type RenderPorts, resolveRecords } from '../policy/document/render.ts';
import type { Member } from '../store/members.ts';

/**
 * Revocations of the member's oldest leases beyond the member's own limit, where that is stricter than the deployment's
 * (which every writer applies by itself).
 */
export function leasesAboveLimit(
  deps: RenderPorts,
  member: Member,
  records: readonly LeaseRecord[],
): readonly LeaseRecord[] {
  const limit = member.limits?.maxLeases ?? deps.config.maxLeases;
  if (limit >= deps.config.maxLeases) return [];
  const own = resolveRecords(
    deps,
    records.filter((record) => record.memberId === member.id),
  ).active;
  const now = deps.clock.now();
  return own
    .toSorted((a, b) => a.at - b.at)
    .slice(0, Math.max(0, own.length - limit))
    .map((record) => revocationOf(record, now));
}
