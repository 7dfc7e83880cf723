import { type LeaseRecord, leaseKey } from '@genkan/shared/lease';
import type { AllowlistDeps } from '../deps.ts';
import { SUPERSEDED_KEEP_MS, TASK_BUDGET_MS } from '../timing.ts';
import { isSameLease, newestRecord } from './lease-records.ts';
import { resolveRecords } from './render.ts';
import { KEPT_VERSIONS, MAX_VERSIONS, pruneVersions } from './version-slots.ts';
import { serve } from './writer.ts';

export interface ReconcileReport {
  readonly versionBefore: string;
  readonly versionAfter: string;
  readonly added: readonly string[];
  readonly removed: readonly string[];
  /** Lease records that decide nothing any more, deleted. */
  readonly deletedRecords: number;
}

/** Records deleted side by side. */
const DELETE_WIDTH = 20;

/**
 * The writer's steps for nobody in particular: ends what is over, applies what a crash left behind, keeps two version
 * slots free and deletes lease records that decide nothing any more.
 */
export async function reconcile(deps: AllowlistDeps): Promise<ReconcileReport> {
  const { state, wrote } = await serve(deps, {
    written: Promise.resolve(),
    isServedBy: () => false,
    adjust: () => [],
    trace: () => [],
    deadline: deps.clock.now() + TASK_BUDGET_MS,
  });
  if (!wrote) throw new Error('A reconcile writes by itself');
  const disposable = findDisposable(deps, wrote.records);
  // A writer that took the last free slot has pruned already; IAM's write quota is low.
  const isPruned = state.version !== wrote.live.version && wrote.versions.length + 1 >= MAX_VERSIONS;
  await Promise.all([
    ...(isPruned ? [] : [pruneVersions(deps, wrote.versions, state.version, KEPT_VERSIONS)]),
    deleteRecords(deps, disposable),
  ]);
  return {
    versionBefore: wrote.live.version,
    versionAfter: state.version,
    added: wrote.rendered.added,
    removed: wrote.rendered.removed,
    deletedRecords: disposable.length,
  };
}

/** Obsolete records, but for those whose successor is so young that its request may still be withdrawn. */
function findDisposable(deps: AllowlistDeps, records: readonly LeaseRecord[]): readonly LeaseRecord[] {
  const settledBefore = deps.clock.now() - SUPERSEDED_KEEP_MS;
  return resolveRecords(deps, records).obsolete.filter((record) => {
    const newest = newestRecord(records.filter((other) => isSameLease(other, record)));
    return newest !== undefined && newest.at < settledBefore;
  });
}

async function deleteRecords(deps: AllowlistDeps, records: readonly LeaseRecord[]): Promise<void> {
  for (let start = 0; start < records.length; start += DELETE_WIDTH) {
    const batch = records.slice(start, start + DELETE_WIDTH);
    await Promise.all(batch.map((record) => deps.objects.delete(leaseKey(record))));
  }
}
