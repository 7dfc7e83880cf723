import { readable } from '../policy-facts.ts';
import type { Record, Timeline } from './timeline.ts';
import type { Violation } from './violation.ts';

/**
 * Whether a lease on the CIDR may rightly be taken for active at some moment between two times. With wrong clocks the
 * order of a lease's records is not certain, so every record that may be the newest counts.
 */
export function possiblyActive(timeline: Timeline, cidr: string, from: number, to: number): boolean {
  const { skew } = timeline.plan;
  const seen = timeline.records.filter((record) => record.cidr === cidr && record.time <= to);
  return seen.some((record) => {
    if (record.endsAt <= record.at || record.endsAt + skew < from || record.until < from) return false;
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
  return seen.some((record) => record.endsAt - skew <= time || displacedAt(timeline, record) <= time);
}

/** When the member's limit may have ended a lease: enough newer leases of the same member for other CIDRs are there. */
export function displacedAt(timeline: Timeline, record: Record): number {
  const others = new Map<string, number>();
  for (const other of timeline.records) {
    if (other.member !== record.member || other.cidr === record.cidr) continue;
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
    .map((other) => Math.max(other.time, other.endsAt - skew));
  return Math.min(record.endsAt - skew, displacedAt(timeline, record), ...later);
}

/** P2: a lease exists only for a network that the member's own request was seen to come from. */
export function checkObserved(timeline: Timeline): Violation[] {
  return timeline.records
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
    }));
}
