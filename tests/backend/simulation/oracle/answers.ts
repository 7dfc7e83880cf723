import { POLICY_LIMIT } from '../hazard-makers.ts';
import type { Operation } from '../history.ts';
import { covers, growthOf, isRecord, type PolicyFacts, policyFacts, readable } from '../policy-facts.ts';
import { possiblyActive } from './leases.ts';
import { acknowledged, during, succeeded, type Timeline } from './timeline.ts';
import type { Violation } from './violation.ts';

/** How old the view of `GET /v1/me` may be beyond IAM's own lag. */
const VIEW_AGE = 2_500;

/** What may be returned, and that responses about the policy were true at that time. */
export function checkAnswers(timeline: Timeline): Violation[] {
  return timeline.history.operations.flatMap((operation) => {
    const { answer } = operation;
    if (answer === undefined) return [];
    const wrong = wrongAnswer(timeline, operation, answer.status, answer.body);
    return wrong === undefined
      ? []
      : [{ promise: 'Answer', time: answer.time, text: `#${operation.id} (${operation.kind}): ${wrong}` }];
  });
}

/** In calm weather everybody is served, and tasks succeed: nothing that went wrong before may block for good. */
export function checkCalm({ plan, history }: Timeline): Violation[] {
  return (
    history.operations
      .filter((operation) => operation.startedAt > plan.calm && !succeeded(operation))
      // Whether there was no room is judged above.
      .filter(({ answer }) => codeOf(answer?.body) !== 'policy_full')
      .map(({ id, kind, startedAt, answer }) => ({
        promise: 'Answer',
        time: answer?.time ?? startedAt,
        text: `#${id} (${kind}) failed although nothing is in the way: ${JSON.stringify(answer?.body)}`,
      }))
  );
}

function wrongAnswer(
  timeline: Timeline,
  operation: Operation,
  status: number,
  body: unknown,
): string | undefined {
  if (!BY_MEMBERS.has(operation.kind)) return undefined;
  if (status === 500) return `500 ${JSON.stringify(body)}`;
  if (codeOf(body) === 'policy_full') return wrongFull(timeline, operation);
  if (codeOf(body) === 'rate_limited') return wrongRate(timeline, operation);
  const views = viewsOf(timeline, operation);
  const { cidr } = operation;
  if (cidr === undefined || typeof body !== 'object' || body === null) return undefined;
  if (operation.kind === 'me' && 'access' in body) {
    const allowed = JSON.stringify(body.access).includes('"allowed":true');
    const seen = views.some((facts) => covers(facts, cidr) === allowed);
    return seen ? undefined : `says allowed=${allowed}, and it never was so at the time`;
  }
  if ('outcome' in body && body.outcome === 'covered') {
    return views.some((facts) => covers(facts, cidr))
      ? undefined
      : 'says covered, and the policy did not let it in';
  }
  const said = acknowledged(operation);
  if (said === undefined) return undefined;
  const named = timeline.livePeriods.filter(({ version }) => version === said.version);
  return named.flatMap(({ document }) => policyFacts(document) ?? []).some((facts) => covers(facts, cidr))
    ? undefined
    : `names ${said.version}, which does not hold ${readable(cidr)}`;
}

const BY_MEMBERS: ReadonlySet<string> = new Set(['press', 'end', 'me', 'list']);

function codeOf(body: unknown): unknown {
  return isRecord(body) ? body['code'] : undefined;
}

/** A request is refused for lack of room only when the policy had none for it. */
function wrongFull(timeline: Timeline, operation: Operation): string | undefined {
  const { cidr, startedAt, answer } = operation;
  if (cidr === undefined) return undefined;
  const limit = timeline.plan.hazard?.iamLimit ?? POLICY_LIMIT;
  const seen = during(timeline.livePeriods, startedAt - timeline.plan.staleness, answer?.time ?? startedAt);
  // Leases that a human took out are put back first.
  const wanted = new Set(
    timeline.records
      .map((record) => record.cidr)
      .filter((one) => one === cidr || possiblyActive(timeline, one, startedAt, answer?.time ?? startedAt)),
  );
  const isFull = seen
    .flatMap(({ document }) => policyFacts(document) ?? [])
    .some((facts) => [...wanted].reduce((sum, one) => sum + growthOf(facts, one), facts.size) > limit);
  return isFull ? undefined : `says that the policy is full, and there was room for ${readable(cidr)}`;
}

/** So many requests of one member in ten minutes are never refused. */
const ALWAYS_SERVED = 30;
const RATE_WINDOW = 10 * 60_000;

function wrongRate(timeline: Timeline, operation: Operation): string | undefined {
  if (!/^[1-9]\d*$/.test(operation.answer?.retryAfter ?? '')) return 'is rate limited without Retry-After';
  const recent = timeline.history.operations.filter(
    ({ kind, member, startedAt }) =>
      kind === 'press' &&
      member === operation.member &&
      startedAt > operation.startedAt - RATE_WINDOW - 2 * timeline.plan.skew &&
      // Requests that wait together are counted together.
      startedAt <= (operation.answer?.time ?? operation.startedAt),
  );
  return recent.length >= ALWAYS_SERVED ? undefined : `is rate limited after ${recent.length} requests`;
}

/** Policy versions that one member may cause in ten minutes: a grant and an end for each lease that may be granted. */
const MOST_VERSIONS = 2 * ALWAYS_SERVED + 10;

/** Availability: one member's key must not use up IAM's write quota, which the whole account shares. */
export function checkFloods({ history }: Timeline): Violation[] {
  const times = new Map<string, number[]>();
  for (const { kind, time, operation } of history.effects) {
    if (kind !== 'create' || operation?.member === undefined || !BY_MEMBERS.has(operation.kind)) continue;
    times.set(operation.member, [...(times.get(operation.member) ?? []), time]);
  }
  return [...times].flatMap(([member, all]) => {
    const index = all.findIndex((time, at) => (all[at - MOST_VERSIONS] ?? -1) > time - RATE_WINDOW);
    const time = all[index];
    if (time === undefined) return [];
    const text = `${member} caused more than ${MOST_VERSIONS} policy versions in ten minutes`;
    return [{ promise: 'Available', time, text }];
  });
}

/** The policies that the operation may have looked at. */
function viewsOf(timeline: Timeline, operation: Operation): PolicyFacts[] {
  const from = operation.startedAt - timeline.plan.staleness - VIEW_AGE - 2 * timeline.plan.skew;
  return during(timeline.livePeriods, from, operation.answer?.time ?? from).flatMap(
    ({ document }) => policyFacts(document) ?? [],
  );
}
