import { type LeaseRecord, leaseKey } from '@genkan/shared/lease';
import { mapBounded } from '../../runtime/map-bounded.ts';
import type { PolicyVersion } from '../../runtime/ports.ts';
import { readApplied, requireOwnState, type StoredAppliedState } from '../../store/applied.ts';
import { BASELINE_KEY } from '../../store/baseline.ts';
import { listLeases, putLease } from '../../store/leases.ts';
import { memberStoreKey } from '../../store/members.ts';
import { remember } from '../../store/records.ts';
import { prefetchDocument } from '../versions/live-policy.ts';
import type { Known, WriterInput } from './change-request.ts';
import type { Progress } from './progress.ts';
import { deleteRecords } from './refused-records.ts';
import type { WriterPorts } from './writer-ports.ts';

/** Everything that a writer reads in one round. */
export interface Reading extends Pick<Known, 'records' | 'members'> {
  readonly versions: readonly PolicyVersion[];
  readonly stored: StoredAppliedState | undefined;
  readonly baseline: string | undefined;
}

/** One round of reads, side by side with the listing, which was asked for first because IAM's response takes longest. */
export async function readState(
  deps: WriterPorts,
  input: WriterInput,
  listing: Promise<readonly PolicyVersion[]>,
): Promise<Reading> {
  const [versions, records, stored, baseline, members] = await Promise.all([
    listing,
    listLeases(deps.objects),
    readApplied(deps.objects).then(async (found) => {
      requireOwnState(deps, found?.state);
      await prefetchDocument(deps, found?.state);
      return found;
    }),
    deps.objects.get(BASELINE_KEY),
    readMembers(deps, input.memberIds),
  ]);
  remember(deps, BASELINE_KEY, Promise.resolve(baseline?.body), deps.clock.now());
  return { versions, records, stored, baseline: baseline?.body, members };
}

/** The lease records after the requests' own ones were written and the refused ones deleted. */
export interface AppliedRecords {
  readonly records: readonly LeaseRecord[];
  readonly dropped: readonly LeaseRecord[];
  /** Revocations that hold when their members' new leases find room. */
  readonly replaced: readonly LeaseRecord[];
  /** False when every request was refused. */
  readonly isNeeded: boolean;
}

/** Lets the requests decide, and writes and deletes their records. */
export async function applyRecords(
  deps: WriterPorts,
  input: WriterInput,
  reading: Reading,
  { state, ceiling }: NonNullable<Progress['before']>,
): Promise<AppliedRecords> {
  const { records, members } = reading;
  let plan = input.plan({ records, members, applied: state, ceiling });
  if (plan.isSuperseding) {
    // A member is disabled before the leases are revoked, so a record read after the listing shows it.
    const reread = await readMembers(deps, input.memberIds);
    plan = input.plan({ records, members: reread, applied: state, ceiling });
  }
  await mapBounded(plan.put, (record) => putLease(deps.objects, record));
  const dropped = [...plan.drop, ...ceiling.records];
  await deleteRecords(deps, dropped);
  const keys = new Set(dropped.map(leaseKey));
  const kept = keys.size === 0 ? records : records.filter((record) => !keys.has(leaseKey(record)));
  return { records: [...kept, ...plan.put], dropped, replaced: plan.replaced, isNeeded: plan.isNeeded };
}

async function readMembers(
  deps: WriterPorts,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string | undefined>> {
  return new Map(
    await Promise.all(
      ids.map(async (id) => [id, (await deps.objects.get(memberStoreKey(id)))?.body] as const),
    ),
  );
}
