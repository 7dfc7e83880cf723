import type { Operation } from '../history.ts';
import { readable } from '../policy-facts.ts';
import { type Record, stoppedAt, type Timeline, wasValid } from './timeline.ts';
import type { Violation } from './violation.ts';

/**
 * Whether a lease on the CIDR may rightly be taken for active at some moment between two times. With wrong clocks the
 * order of a lease's records is not certain, so every record that may be the newest counts.
 */
export function possiblyActive(
  timeline: Timeline,
  cidr: string,
  from: number,
  to: number,
  members: 'all' | 'valid' = 'all',
): boolean {
  const { skew } = timeline.plan;
  const seen = timeline.records.filter((record) => record.cidr === cidr && record.time <= to);
  return seen.some((record) => {
    if (record.endsAt <= record.at || record.endsAt + skew < from || record.until < from) return false;
    // No grant makes such a record, so no writer may take it for a lease.
    if (record.isImpossible) return false;
    if (members === 'valid' && !wasValid(timeline, record.member, from, to)) return false;
    const overruled = seen.some(
      (other) =>
        other.member === record.member &&
        other.time < from &&
        other.until > to &&
        other.at > record.at + 2 * skew,
    );
    return !overruled;
  });
}

/** Whether some lease on the CIDR has been put and may rightly be taken for ended by `time`. */
export function possiblyEnded(timeline: Timeline, cidr: string, time: number): boolean {
  const { skew } = timeline.plan;
  const seen = timeline.records.filter((record) => record.cidr === cidr && record.time <= time);
  return seen.some(
    (record) =>
      record.endsAt - skew <= time ||
      displacedAt(timeline, record) <= time ||
      stoppedAt(timeline, record.member, record.time) <= time,
  );
}

/** A write to S3 whose response was lost may take effect so much later than its operation has ended. */
const LATE_EFFECT = 10_000;

const standing = new WeakMap<Record, boolean>();

/**
 * Whether a record may end or shorten another record of its lease, or displace another lease: it is the record of a request
 * that was not refused, or of a member who may revoke. What a refused request does must not touch what others were told.
 */
function stands(timeline: Timeline, record: Record): boolean {
  const before = standing.get(record);
  if (before !== undefined) return before;
  const result = !record.isForged && isCaused(timeline, record);
  standing.set(record, result);
  return result;
}

function isCaused(timeline: Timeline, record: Record): boolean {
  const isRevocation = record.at === record.endsAt;
  if (isRevocation && stoppedAt(timeline, record.member, 0) <= record.time) return true;
  return timeline.history.operations.some((operation) => {
    const { kind, member, cidr, startedAt, answer } = operation;
    if (member !== record.member || startedAt > record.time) return false;
    if (answer !== undefined && answer.time + LATE_EFFECT < record.time) return false;
    if (isRevocation && (kind === 'disable' || kind === 'remove')) return true;
    return (
      cidr === record.cidr && (isRevocation ? kind === 'end' : kind === 'press' && !isRefused(operation))
    );
  });
}

/** The caller was told no. After 5xx the lease may still come: the next writer applies it. */
export function isRefused({ answer }: Operation): boolean {
  return answer !== undefined && answer.status >= 400 && answer.status < 500;
}

/** When the member's limit may have ended a lease: enough newer leases of the same member for other CIDRs are there. */
export function displacedAt(
  timeline: Timeline,
  record: Record,
  counts: (other: Record) => boolean = () => true,
): number {
  const others = new Map<string, number>();
  for (const other of timeline.records) {
    if (other.member !== record.member || other.cidr === record.cidr || !counts(other)) continue;
    if (other.at + 2 * timeline.plan.skew < record.at || others.has(other.cidr)) continue;
    others.set(other.cidr, other.time);
  }
  return [...others.values()].sort((a, b) => a - b)[timeline.maxLeases - 1] ?? Number.POSITIVE_INFINITY;
}

/** Until when the record surely keeps its lease active: its end, or what the same member did to the lease later. */
export function surelyUntil(timeline: Timeline, record: Record): number {
  const { skew } = timeline.plan;
  const later = timeline.records
    .filter((other) => other.member === record.member && other.cidr === record.cidr && other !== record)
    .filter((other) => other.at >= record.at - 2 * skew)
    .filter((other) => stands(timeline, other))
    .map((other) => Math.max(other.time, other.endsAt - skew));
  return Math.min(
    record.endsAt - skew,
    displacedAt(timeline, record, (other) => stands(timeline, other)),
    stoppedAt(timeline, record.member, record.time),
    ...later,
  );
}

/** P2: a lease exists only for a network that the member's own request was seen to come from. */
export function checkObserved(timeline: Timeline): Violation[] {
  return (
    timeline.records
      .filter(({ isForged }) => !isForged)
      .filter(({ member, at, endsAt, time }) => at < endsAt || stoppedAt(timeline, member, 0) > time)
      // Revoking what an intruder wrote is allowed.
      .filter(
        ({ member, cidr, at, endsAt }) =>
          at < endsAt ||
          !timeline.records.some((one) => one.isForged && one.member === member && one.cidr === cidr),
      )
      .filter(
        (record) =>
          !timeline.history.operations.some(
            ({ kind, member, cidr, startedAt }) =>
              (kind === 'press' || record.at === record.endsAt) &&
              member === record.member &&
              cidr === record.cidr &&
              startedAt <= record.time,
          ),
      )
      .map(({ time, member, cidr }) => ({
        promise: 'P2',
        time,
        text: `a lease of ${member} for ${readable(cidr)} out of nowhere`,
      }))
  );
}
