import { createHash } from 'node:crypto';
import type { Operation, RecordedEffect } from '../history.ts';
import { policyFacts } from '../policy-facts.ts';
import { LOCK } from './lease-promises.ts';
import { possiblyActive } from './leases.ts';
import { type LivePeriod, type Record, resets, succeeded, type Timeline } from './timeline.ts';

/** A version that an operation of Genkan created. */
export type Created = RecordedEffect & { readonly kind: 'create'; readonly operation: Operation };

const SECOND = 1000;

/**
 * Whether the address is an administrator's decision: an edit brought it while no lease for it was active, and neither a
 * human nor a reset has taken it out since. It stays until the next reset, whatever becomes of leases for it.
 */
export function isDecided(timeline: Timeline, created: Created, cidr: string): boolean {
  const has = (period: LivePeriod | undefined) =>
    period !== undefined && policyFacts(period.document)?.anywhere.has(cidr) === true;
  const until = timeline.livePeriods.findLastIndex(
    (period) => period.from <= created.time && !isVersion(period, created),
  );
  for (let index = until; index >= 0; index--) {
    const period = timeline.livePeriods[index];
    if (period === undefined || !has(period)) return false;
    if (period.operation !== undefined) {
      if (resets(timeline, period.operation)) return false;
      continue;
    }
    const previous = timeline.livePeriods[index - 1];
    const isNew = previous?.incarnation !== period.incarnation || !has(previous);
    const first = timeline.livePeriods.findIndex((one) => isSameVersion(one, period));
    if (!isNew) {
      if (first < index && index < until && isHidden(timeline, index, cidr)) return false;
      // An older version that is made the default again says what it said when it was created, whatever came in between.
      index = Math.min(index, first + 1);
      continue;
    }
    // A reset that found nothing to change has ended every edit all the same.
    const isReset = timeline.history.operations.some(
      (one) => resets(timeline, one) && one.startedAt >= period.from && one.startedAt <= created.time,
    );
    if (isReset) return false;
    if (!period.isEdit || mayBeLeased(timeline, period, cidr) || mayBeLate(timeline, period)) return false;
    // An older version that a human makes the default again says no more than it did when it was created.
    const original = timeline.livePeriods[first];
    if (first < index && original !== undefined) {
      if (has(timeline.livePeriods[first - 1]) || mayBeLeased(timeline, original, cidr)) return false;
    }
    // What was removed by hand and added again before any writer looked is what Genkan's last version named for a lease.
    const own = timeline.livePeriods.slice(0, index).findLast((one) => one.operation !== undefined);
    const isUnseen = own?.incarnation === period.incarnation && has(own);
    if (isUnseen && previous !== undefined && !wasNoticed(timeline, previous, period.from)) return false;
    const later = timeline.livePeriods.slice(index + 1, until + 1);
    return wasNoticed(timeline, period, later.find((one) => isAmbiguous(timeline, one, cidr))?.from);
  }
  return false;
}

/**
 * Whether an edit came on top of an older version before any writer saw that a human had made it the default, and Genkan's version
 * before named the address for a lease: then the edit looks as if it had carried the lease's entry along.
 */
function isHidden(timeline: Timeline, index: number, cidr: string): boolean {
  const [period, next] = timeline.livePeriods.slice(index, index + 2);
  if (period === undefined || next === undefined || next.operation !== undefined) return false;
  const own = timeline.livePeriods.slice(0, index).findLast((one) => one.operation !== undefined);
  const isNamed =
    own?.incarnation === period.incarnation && policyFacts(own.document)?.anywhere.has(cidr) === true;
  return isNamed && !wasNoticed(timeline, period, next.from);
}

/** An edit while a lease for the address is active: alone it does not tell whether the entry is the lease's. */
function isAmbiguous(timeline: Timeline, period: LivePeriod, cidr: string): boolean {
  return period.operation === undefined && mayBeLeased(timeline, period, cidr);
}

/** A writer's version may come so long after the writer has listed the leases. */
const LISTING_AGE = 5 * SECOND;

/**
 * Whether the entry of a version may be a lease's: of a writer that listed the leases, created this version and died before
 * it could record it. IAM gives the time of a version in whole seconds, so a lease of the same second counts as well. What
 * the last writer that succeeded found ended does not.
 */
function mayBeLeased(timeline: Timeline, { from }: LivePeriod, cidr: string): boolean {
  const listed = Math.floor(from / SECOND) * SECOND - LISTING_AGE;
  const known = writersBetween(timeline, Number.NEGATIVE_INFINITY, from).map(({ startedAt }) => startedAt);
  return (
    possiblyActive(timeline, cidr, Math.max(listed, ...known), from + SECOND) ||
    timeline.records.some((record) => record.cidr === cidr && wasPutLate(record, from))
  );
}

/** Whether a lease is dated before an edit, and its record came to lie in the bucket after it: the record does not tell that. */
function wasPutLate({ time, at, endsAt, isForged, operation }: Record, from: number): boolean {
  if (isForged || operation === undefined || operation.startedAt > from) return false;
  return time > from && at < from + SECOND && endsAt > Math.max(at, from);
}

/** So long after its writer came to grief a create may still take effect. */
const LATE_CREATE = 120 * SECOND;

/**
 * Whether a version may be that of a writer whose create was lost a moment before: it has the very document. IAM has no
 * tokens that would tell one create from another.
 */
function mayBeLate({ history }: Timeline, { from, document }: LivePeriod): boolean {
  const sha256 = createHash('sha256').update(document).digest('hex');
  return history.effects.some(
    (effect) =>
      effect.kind === 'put' &&
      effect.key === 'state/applied.json' &&
      effect.time > from - LATE_CREATE &&
      effect.time <= from &&
      effect.operation !== undefined &&
      !succeeded(effect.operation) &&
      effect.body.includes(`"sha256":"${sha256}"`),
  );
}

/** Whether an operation saw an edit, and succeeded, before the next edit that would not tell any more. */
function wasNoticed(timeline: Timeline, edit: LivePeriod, before: number | undefined): boolean {
  return (
    before === undefined || writersBetween(timeline, edit.from + timeline.plan.staleness, before).length > 0
  );
}

/** The operations between two times that took the lock and succeeded. */
function writersBetween({ history }: Timeline, from: number, to: number): Operation[] {
  return history.operations.filter(
    (operation) =>
      operation.startedAt > from &&
      succeeded(operation) &&
      (operation.answer?.time ?? to) < to &&
      history.effects.some(
        (effect) => effect.kind === 'put' && effect.key === LOCK && effect.operation === operation,
      ),
  );
}

export function isVersion(period: LivePeriod, created: Created): boolean {
  return period.version === created.version && period.incarnation === created.incarnation;
}

function isSameVersion(one: LivePeriod, other: LivePeriod): boolean {
  return one.version === other.version && one.incarnation === other.incarnation;
}
