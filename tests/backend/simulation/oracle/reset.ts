import { policyFacts, readable } from '../policy-facts.ts';
import { possiblyActive } from './leases.ts';
import { during, livePeriodAt, succeeded, type Timeline } from './timeline.ts';
import type { Violation } from './violation.ts';

/** After a whole reset nothing is live but the baseline and active leases, unless an edit by hand came meanwhile. */
export function checkReset(timeline: Timeline): Violation[] {
  return timeline.history.operations
    .filter((operation) => operation.kind === 'reset' && succeeded(operation))
    .flatMap(({ id, startedAt, answer }) => {
      const time = settled(timeline, answer?.time ?? startedAt);
      const edited = timeline.livePeriods.some(
        ({ from, to, operation }) =>
          operation === undefined &&
          to > startedAt - timeline.plan.staleness &&
          from <= time &&
          from > timeline.plan.start,
      );
      const live = policyFacts(livePeriodAt(timeline, time).document);
      const named = during(timeline.baselines, startedAt, time).flatMap(
        ({ document }) => (document === undefined ? undefined : policyFacts(document)) ?? [],
      );
      if (edited || live === undefined) return [];
      return [...live.anywhere]
        .filter((cidr) => !named.some(({ anywhere }) => anywhere.has(cidr)))
        .filter((cidr) => !possiblyActive(timeline, cidr, startedAt, time))
        .map((cidr) => ({
          promise: 'P6',
          time,
          text: `${readable(cidr)} is still there after the reset #${id}`,
        }));
    });
}

/**
 * When what is live at a moment stands: a writer that outlived its lock, or that IAM showed the past, may have run over the
 * reset, and mends that before it returns, or with its last version if it dies before it can return.
 */
function settled(timeline: Timeline, time: number): number {
  const { operation } = livePeriodAt(timeline, time);
  const last = timeline.livePeriods.findLast(
    (period) => operation !== undefined && period.operation === operation,
  );
  return Math.max(time, operation?.answer?.time ?? last?.from ?? time);
}
