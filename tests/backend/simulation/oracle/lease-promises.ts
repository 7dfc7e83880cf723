import { POLICY_LIMIT } from '../hazard-makers.ts';
import type { Operation } from '../history.ts';
import { growthOf, letsIn, type PolicyFacts, policyFacts, readable } from '../policy-facts.ts';
import { possiblyActive, surelyUntil } from './leases.ts';
import {
  acknowledged,
  type LivePeriod,
  livePeriodAt,
  type Record,
  resets,
  succeeded,
  type Timeline,
  wasValid,
} from './timeline.ts';
import type { Violation } from './violation.ts';

/** P4: while an acknowledged lease is active, the default version contains its CIDR. */
export function checkAcknowledged(timeline: Timeline): Violation[] {
  return timeline.history.operations.flatMap((operation) => {
    const said = acknowledged(operation);
    const { answer, cidr } = operation;
    if (said === undefined || answer === undefined || cidr === undefined) return [];
    const record = timeline.records.findLast(
      (one) =>
        one.member === operation.member &&
        one.cidr === cidr &&
        one.at === said.grantedAt &&
        one.endsAt === said.endsAt &&
        one.time <= answer.time,
    );
    if (record === undefined) {
      return [
        { promise: 'P4', time: answer.time, text: `#${operation.id} was told of a lease that is not there` },
      ];
    }
    const violations: Violation[] = [];
    const until = surelyUntil(timeline, record);
    for (const [index, period] of timeline.livePeriods.entries()) {
      const from = Math.max(period.from, answer.time);
      if (from >= Math.min(period.to, until)) continue;
      const facts = policyFacts(period.document);
      if (facts !== undefined && letsIn(facts, cidr)) continue;
      if (facts !== undefined && hasNoRoom(timeline, facts, cidr)) {
        // A reset brings the baseline first, and ends the lease for which that leaves no room. What a human has filled up
        // after taking the address out has no room for it either.
        if (period.operation !== undefined && resets(timeline, period.operation)) break;
        // What ran over the edit and was mended by the same operation is passed over.
        const earlier = timeline.livePeriods.slice(0, index);
        const { operation: by } = period;
        const last = earlier.findLast((one) => by === undefined || one.operation !== by);
        const before = policyFacts(last?.document ?? '');
        if (before !== undefined && !letsIn(before, cidr)) continue;
      }
      // Who takes the address out may fill up its room in the same edit.
      if (facts !== undefined && period.operation === undefined && isFilledUp(timeline, period, facts, cidr))
        continue;
      const excusedUntil = excused(timeline, period);
      if (Math.min(period.to, until) <= excusedUntil) continue;
      const text = `${readable(cidr)} of #${operation.id} is missing in ${period.version} though active`;
      violations.push({ promise: 'P4', time: Math.max(from, excusedUntil), text });
    }
    return violations;
  });
}

function hasNoRoom({ plan }: Timeline, facts: PolicyFacts, cidr: string): boolean {
  return facts.size + growthOf(facts, cidr) > (plan.hazard?.iamLimit ?? POLICY_LIMIT);
}

/**
 * Whether there is no room for the address even without what the ended leases of before an edit have left there. What an edit
 * brought while no lease for it was active is not left by one.
 */
function isFilledUp(timeline: Timeline, { from }: LivePeriod, facts: PolicyFacts, cidr: string): boolean {
  const left = [...facts.anywhere].filter(
    (one) =>
      timeline.records.some((record) => record.cidr === one && record.time <= from) &&
      !possiblyActive(timeline, one, from, from) &&
      !wasBroughtByHand(timeline, one, from),
  );
  const without = { ...facts, fences: facts.fences.map(() => new Set<string>()) };
  const freed = left.reduce((sum, one) => sum + growthOf(without, one), 0);
  return hasNoRoom(timeline, { ...facts, size: facts.size - freed }, cidr);
}

/** Whether an edit before `time` brought the address while no lease for it was active. */
function wasBroughtByHand(timeline: Timeline, cidr: string, time: number): boolean {
  return timeline.livePeriods.some((period, index) => {
    const before = timeline.livePeriods[index - 1];
    if (!period.isEdit || period.from > time || before === undefined) return false;
    if (policyFacts(period.document)?.anywhere.has(cidr) !== true) return false;
    if (policyFacts(before.document)?.anywhere.has(cidr) === true) return false;
    return !possiblyActive(timeline, cidr, period.from, period.from);
  });
}

/** Until when a version may lack an active lease: the end of the next reconcile after a human or a belated writer. */
function excused(timeline: Timeline, period: LivePeriod): number {
  const { operation } = period;
  if (operation !== undefined && !outlivedItsLock(timeline, operation, period.from))
    return Number.NEGATIVE_INFINITY;
  // A reconcile whose reads still show the time before cannot mend it.
  return nextReconcile(timeline, period.from + timeline.plan.staleness);
}

/** When the first whole reconcile that begins after a time is done. */
function nextReconcile(timeline: Timeline, time: number): number {
  const done = timeline.history.operations
    .filter((one) => one.kind === 'reconcile' && one.startedAt >= time && succeeded(one))
    .map(({ answer }) => answer?.time ?? Number.POSITIVE_INFINITY);
  return Math.min(...done, Number.POSITIVE_INFINITY);
}

export const LOCK = 'state/writer.lock';

/** Whether a writer wrote when its lock was no longer its own because its time was over. */
export function outlivedItsLock(timeline: Timeline, operation: Operation, time: number): boolean {
  const puts = timeline.history.effects.filter(
    (effect) => effect.kind === 'put' && effect.key === LOCK && effect.time <= time,
  );
  const own = puts.findLast((effect) => effect.operation === operation);
  return own !== undefined && time - own.time >= timeline.lockLifetime - 2 * timeline.plan.skew;
}

/**
 * P5: a request of a member who was stopped before its writer took the lock is refused. The record that let the request in
 * may be seconds old, and the request may have waited since.
 */
export function checkStopped(timeline: Timeline): Violation[] {
  return timeline.history.operations.flatMap((operation) => {
    const said = acknowledged(operation);
    const { answer, member } = operation;
    if (said === undefined || answer === undefined || member === undefined) return [];
    const writer = timeline.livePeriods.findLast(
      ({ version, from, operation: by }) =>
        version === said.version && from <= answer.time && by !== undefined,
    )?.operation;
    const lockedAt = lockedBy(timeline, operation, answer.time) ?? lockedBy(timeline, writer, answer.time);
    if (lockedAt === undefined || wasValid(timeline, member, lockedAt, answer.time)) return [];
    const text = `#${operation.id} was granted, and ${member} was stopped before the lock was taken for it`;
    return [{ promise: 'P5', time: answer.time, text }];
  });
}

/** When an operation took the lock, the last time before `time`. */
function lockedBy(timeline: Timeline, operation: Operation | undefined, time: number): number | undefined {
  if (operation === undefined) return undefined;
  return timeline.history.effects.findLast(
    (effect) =>
      effect.kind === 'put' && effect.key === LOCK && effect.operation === operation && effect.time <= time,
  )?.time;
}

/** One writer at a time: no process writes without the lock unless it has outlived it. */
export function checkLock(timeline: Timeline): Violation[] {
  const { effects } = timeline.history;
  return effects.flatMap((effect, index) => {
    const { operation, time } = effect;
    if (effect.kind !== 'create' || operation === undefined) return [];
    const last = effects.slice(0, index).findLast((one) => 'key' in one && one.key === LOCK);
    if (last?.kind === 'put' && last.operation === operation) return [];
    if (outlivedItsLock(timeline, operation, time)) return [];
    return [
      {
        promise: 'P4',
        time,
        text: `${effect.version} by #${operation.id}: written without holding the lock`,
      },
    ];
  });
}

/** P5: after a whole reconcile nothing is left of a lease that had ended before it began. */
export function checkEnded(timeline: Timeline): Violation[] {
  return timeline.history.operations
    .filter((operation) => operation.kind === 'reconcile' && succeeded(operation))
    .flatMap((operation) => leftOver(timeline, operation));
}

function leftOver(timeline: Timeline, reconcile: Operation): Violation[] {
  const time = reconcile.answer?.time ?? reconcile.startedAt;
  const facts = policyFacts(livePeriodAt(timeline, time).document);
  if (facts === undefined) return [];
  const baseline = timeline.baselines.filter(({ from }) => from <= time);
  return (
    [
      ...new Set(
        timeline.records.filter((record) => record.time < reconcile.startedAt).map(({ cidr }) => cidr),
      ),
    ]
      .filter((cidr) => facts.anywhere.has(cidr))
      .filter((cidr) => !possiblyActive(timeline, cidr, reconcile.startedAt, time, 'valid'))
      // A stopped member's request that the reconcile could not know of is for the next one.
      .filter(
        (cidr) =>
          !timeline.records.some((one) => one.cidr === cidr && isPutBetween(one, reconcile.startedAt, time)),
      )
      .filter(
        (cidr) => !baseline.some(({ document }) => document && policyFacts(document)?.anywhere.has(cidr)),
      )
      .filter((cidr) => !addedByHand(timeline, cidr, time))
      .filter((cidr) => !enteredBesideAnother(timeline, cidr, time))
      .filter((cidr) => !enteredBeforeItsDate(timeline, cidr, time))
      .filter((cidr) => !enteredAfterItsLock(timeline, cidr, time))
      .map((cidr) => ({
        promise: 'P5',
        time,
        text: `${readable(cidr)} has ended and is still there after #${reconcile.id}`,
      }))
  );
}

/** Whether a grant's record came to lie in the bucket between two times. */
function isPutBetween({ time, at, endsAt }: Record, from: number, to: number): boolean {
  return at < endsAt && time >= from && time <= to;
}

/**
 * Whether a wrong clock let a second writer in while the first was at work, and one of the two brought the address: the other one
 * cannot know that version, and takes it for an edit by hand.
 */
function enteredBesideAnother(timeline: Timeline, cidr: string, time: number): boolean {
  if (timeline.plan.skew === 0) return false;
  return timeline.livePeriods.some((period, index) => {
    const { operation, from } = period;
    if (operation === undefined || from > time || policyFacts(period.document)?.anywhere.has(cidr) !== true)
      return false;
    if (policyFacts(timeline.livePeriods[index - 1]?.document ?? '')?.anywhere.has(cidr) === true)
      return false;
    const lockedAt = lockedBy(timeline, operation, from) ?? from;
    return timeline.history.effects.some((effect) => {
      const { operation: other, time: taken } = effect;
      if (effect.kind !== 'put' || effect.key !== LOCK || other === operation) return false;
      const [first, second] = [Math.min(taken, lockedAt), Math.max(taken, lockedAt)];
      const { answer } = (taken > lockedAt ? operation : other) ?? {};
      return (
        second <= (answer?.time ?? Number.POSITIVE_INFINITY) &&
        second < first + timeline.lockLifetime &&
        !wasReleased(timeline, first, second)
      );
    });
  });
}

/** Whether the lock was given back between two times. */
function wasReleased({ history }: Timeline, from: number, to: number): boolean {
  return history.effects.some(
    (effect) => effect.kind === 'delete' && effect.key === LOCK && effect.time > from && effect.time <= to,
  );
}

/**
 * Whether a writer that had outlived its lock brought the address back, and did not succeed: its state could not be recorded any
 * more, so nothing tells its version from an edit by hand.
 */
function enteredAfterItsLock(timeline: Timeline, cidr: string, time: number): boolean {
  return timeline.livePeriods.some((period, index) => {
    const { operation, from } = period;
    if (operation === undefined || succeeded(operation) || from > time) return false;
    if (!outlivedItsLock(timeline, operation, from)) return false;
    const before = policyFacts(timeline.livePeriods[index - 1]?.document ?? '');
    return policyFacts(period.document)?.anywhere.has(cidr) === true && before?.anywhere.has(cidr) === false;
  });
}

/**
 * Whether a writer brought the address before the time that a clock which was ahead wrote into the lease's record, and came to
 * grief before it could record its version: then nothing tells that version from an edit by hand before the lease.
 */
function enteredBeforeItsDate(timeline: Timeline, cidr: string, time: number): boolean {
  if (timeline.plan.skew === 0) return false;
  return timeline.livePeriods.some((period, index) => {
    const { operation, from } = period;
    if (operation === undefined || succeeded(operation) || from > time) return false;
    if (policyFacts(period.document)?.anywhere.has(cidr) !== true) return false;
    if (policyFacts(timeline.livePeriods[index - 1]?.document ?? '')?.anywhere.has(cidr) === true)
      return false;
    return timeline.records.some((record) => record.cidr === cidr && record.time <= from && record.at > from);
  });
}

/**
 * Whether a human may want the address: an edit brought it, or a human made a version the default that contains it, or
 * edited something else after its lease had ended. An entry that an edit only left in place while its lease was active
 * is the lease's.
 */
function addedByHand(timeline: Timeline, cidr: string, time: number): boolean {
  return timeline.livePeriods.some((period, index) => {
    if (period.operation !== undefined || period.from > time) return false;
    if (policyFacts(period.document)?.anywhere.has(cidr) !== true) return false;
    const before = timeline.livePeriods[index - 1];
    const wasThere = before !== undefined && policyFacts(before.document)?.anywhere.has(cidr) === true;
    return !period.isEdit || !wasThere || !possiblyActive(timeline, cidr, period.from, period.from, 'valid');
  });
}
