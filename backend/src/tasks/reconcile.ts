import { Buffer } from 'node:buffer';
import {
  compareAge,
  isRevocation,
  type LeaseRecord,
  leaseId,
  leaseKey,
  previousReset,
  revocationOf,
} from '@genkan/shared/lease';
import { isPlausible, isTooLong, resolveRecords } from '../policy/document/render.ts';
import { KEPT_VERSIONS, MAX_VERSIONS, pruneVersions } from '../policy/versions/version-slots.ts';
import { submitChange } from '../policy/writer/writer.ts';
import { mapBounded } from '../runtime/map-bounded.ts';
import { EARLY_RESET_MS, OVERDUE_RESET_MS, SUPERSEDED_KEEP_MS, TASK_BUDGET_MS } from '../runtime/timing.ts';
import { readApplied } from '../store/applied.ts';
import { listLeases, putLease } from '../store/leases.ts';
import { type Member, memberStoreKey, parseMember } from '../store/members.ts';
import { reset } from './reset.ts';
import type { TaskPorts } from './task-ports.ts';

export interface ReconcileReport {
  readonly versionBefore: string;
  readonly versionAfter: string;
  readonly added: readonly string[];
  readonly removed: readonly string[];
  /** Obsolete lease records that were deleted. */
  readonly deletedRecords: number;
  /** Whether the scheduled reset had not happened and this reconcile ran it. */
  readonly madeUpReset: boolean;
}

/** Records that one reconcile deletes at most, so that it ends within its time; the next one goes on. */
const MAX_DELETIONS = 2_000;

/**
 * Removes expired leases, applies the leases that an interrupted writer left pending, runs a reset that did not happen, revokes
 * the leases of members who were disabled or removed, keeps two version slots free and deletes obsolete lease records.
 */
export async function reconcile(deps: TaskPorts): Promise<ReconcileReport> {
  const madeUpReset = await makeUpReset(deps);
  await revokeInvalid(deps);
  const { result } = await submitChange(deps, {
    written: Promise.resolve(),
    deadline: deps.clock.now() + TASK_BUDGET_MS,
    initial: undefined,
    isAppliedIn: () => false,
    plan: () => ({ put: [], replaced: [], drop: [], isSuperseding: false, decision: undefined }),
    refusedRecords: () => [],
    describe: () => [],
  });
  const { state, wrote } = result;
  if (!wrote) throw new Error('A reconcile writes by itself');
  await recordReplaced(deps, wrote.rendered.ended);
  const disposable = findDisposable(deps, wrote.records);
  // A writer that took the last free slot has pruned already; IAM's write quota is low.
  const isPruned = state.version !== wrote.live.version && wrote.versions.length + 1 >= MAX_VERSIONS;
  await Promise.all([
    ...(isPruned ? [] : [pruneVersions(deps, wrote.versions, state.version, KEPT_VERSIONS)]),
    mapBounded(disposable, (record) => deps.objects.delete(leaseKey(record))),
  ]);
  return {
    versionBefore: wrote.live.version,
    versionAfter: state.version,
    added: wrote.rendered.added,
    removed: wrote.rendered.removed,
    deletedRecords: disposable.length,
    madeUpReset,
  };
}

/**
 * Runs the last scheduled reset if it has not happened: the scheduler or a server was down, or the reset failed. When it
 * fails again the reconcile goes on, because expired leases must leave all the same.
 */
async function makeUpReset(deps: TaskPorts): Promise<boolean> {
  const resetAt = (await readApplied(deps.objects))?.state?.resetAt;
  const now = deps.clock.now();
  const { timeZone, resetTime: time } = deps.config;
  const due = previousReset(now, { timeZone, time });
  if (resetAt === undefined || resetAt >= due - EARLY_RESET_MS || now - due < OVERDUE_RESET_MS) return false;
  try {
    await reset(deps, Buffer.from(deps.randomBytes(8)).toString('hex'));
    return true;
  } catch (error) {
    deps.log.error('reset_overdue', { due: new Date(due).toISOString(), error: String(error) });
    return false;
  }
}

/** Deletes records that no grant can have made, and revokes active leases whose member is disabled, does not exist or belongs no longer to the target. */
async function revokeInvalid(deps: TaskPorts): Promise<void> {
  const records = await listLeases(deps.objects);
  const { active } = resolveRecords(deps, records);
  const now = deps.clock.now();
  const implausible = records.filter((record) => !isPlausible(record, now));
  if (implausible.length > 0) {
    deps.log.error('lease_records_rejected', { keys: implausible.slice(0, 10).map(leaseKey) });
    await mapBounded(implausible.slice(0, MAX_DELETIONS), (record) => deps.objects.delete(leaseKey(record)));
  }
  const valid = new Map<string, boolean>();
  await mapBounded([...new Set(active.map(({ memberId }) => memberId))], async (id) => {
    const member = parseMember((await deps.objects.get(memberStoreKey(id)))?.body);
    valid.set(id, member !== undefined && member.disabled !== true && (await isOfTarget(deps, member)));
  });
  await mapBounded(
    active.filter(({ memberId }) => valid.get(memberId) === false),
    (record) => putLease(deps.objects, revocationOf(record, now)),
  );
}

/** A list of targets that is a few seconds old does not take a lease away. */
async function isOfTarget({ isMember, isMemberNow }: TaskPorts, member: Member): Promise<boolean> {
  if (!isMember || isMember(member)) return true;
  return isMemberNow !== undefined && (await isMemberNow(member));
}

/**
 * Records that a lease was replaced because its member had too many: until then the member's whole history is the evidence for
 * it. Only after the write, because the request of the newer lease may still be refused before.
 */
async function recordReplaced(deps: TaskPorts, ended: readonly LeaseRecord[]): Promise<void> {
  const now = deps.clock.now();
  // Dated just above the replaced record, so that no newer one of the same lease is touched.
  await mapBounded(
    ended.filter((record) => !isRevocation(record) && record.endsAt > now && !isTooLong(deps, record)),
    (record) => putLease(deps.objects, { ...record, at: record.at + 1, endsAt: record.at + 1 }),
  );
}

/**
 * Records that decide nothing any more, but for those whose successor is so young that its request may still be refused.
 * Takes time in proportion to the number of records.
 */
function findDisposable(deps: TaskPorts, records: readonly LeaseRecord[]): readonly LeaseRecord[] {
  const settledBefore = deps.clock.now() - SUPERSEDED_KEEP_MS;
  const successors = new Map<LeaseRecord, LeaseRecord>();
  const last = new Map<string, LeaseRecord>();
  for (const record of records.toSorted(compareAge)) {
    const id = leaseId(record);
    const before = last.get(id);
    if (before) successors.set(before, record);
    last.set(id, record);
  }
  const superseded = resolveRecords(deps, records).obsolete.filter(
    (record) => (successors.get(record) ?? record).at < settledBefore,
  );
  // No grant made these, and this write has removed their entries.
  const forged = records.filter((record) => isTooLong(deps, record));
  return [...new Set([...superseded, ...forged])].slice(0, MAX_DELETIONS);
}
