import { createHash } from 'node:crypto';
import type { Operation, RecordedEffect } from '../history.ts';
import { canonicalCidr, isRecord, policyFacts, readable } from '../policy-facts.ts';
import { LOCK } from './lease-promises.ts';
import {
  acknowledged,
  during,
  livePeriodAt,
  resets,
  stoppedAt,
  succeeded,
  type Timeline,
} from './timeline.ts';
import type { Violation } from './violation.ts';

const AUDIT = 'audit/';
const APPLIED = 'state/applied.json';

/** P8: everything leaves a trace that is only ever added to, and no trace holds a key or a policy. */
export function checkTrace(timeline: Timeline, secrets: readonly string[]): Violation[] {
  return [
    ...checkAppendOnly(timeline),
    ...checkComplete(timeline),
    ...checkChanges(timeline),
    ...checkSecrets(timeline, secrets),
  ];
}

function checkAppendOnly({ history }: Timeline): Violation[] {
  return history.effects
    .filter((effect) => 'key' in effect && effect.key.startsWith(AUDIT))
    .filter((effect) => effect.kind !== 'put' || !effect.conditional)
    .map(({ time }) => ({ promise: 'P8', time, text: 'an audit object was overwritten or deleted' }));
}

function checkComplete(timeline: Timeline): Violation[] {
  return timeline.history.operations.flatMap((operation) => {
    const events = expectedEvents(timeline, operation);
    if (events.length === 0 || events.some((event) => hasTrace(timeline, operation, event))) return [];
    const time = operation.answer?.time ?? operation.startedAt;
    return [
      {
        promise: 'P8',
        time,
        text: `#${operation.id} (${operation.kind}) left no trace of ${events.join('/')}`,
      },
    ];
  });
}

/** So long after the writer another process may still write the event of its own request. */
const EVENT_DELAY = 30_000;

/** These describe what another client did to the policy. */
const OTHERS_DEEDS: ReadonlySet<string> = new Set(['policy_edited', 'drift_seen']);

type Created = RecordedEffect & { readonly kind: 'create'; readonly operation: Operation };

/** Every address that a writer of ours brings into the live policy or takes out of it is named by an audit event. */
function checkChanges(timeline: Timeline): Violation[] {
  const created = timeline.history.effects.filter(
    (effect): effect is Created => effect.kind === 'create' && effect.operation !== undefined,
  );
  return created.flatMap((one) => {
    const { operation, time, version } = one;
    const answer = answerFor(timeline, one);
    const hasFailed = answer === undefined || answer.status >= 500;
    const next = hasFailed || answer.time < time ? nextWriter(timeline, time) : undefined;
    // After a writer died or ran out of time, only the state that it left names its changes.
    const isKnown = answer !== undefined && isUnrecorded(timeline, one);
    if (hasFailed && !isKnown && !(next && isLeftTo(timeline, one, next))) return [];
    const index = timeline.livePeriods.findLastIndex(
      (period) => period.from <= time && period.version === version,
    );
    // Nothing distinguishes an edit by hand with the same document from the version.
    const twins = new Set<string | undefined>(
      timeline.livePeriods.filter(({ document }) => document === one.document).map((twin) => twin.version),
    );
    const before = policyFacts(timeline.livePeriods[index - 1]?.document ?? '')?.anywhere;
    const after = policyFacts(one.document)?.anywhere;
    const last = created.findLast((other) => other.operation === operation);
    const final = last === undefined ? undefined : policyFacts(last.document)?.anywhere;
    if (before === undefined || after === undefined || final === undefined) return [];
    // What others did meanwhile, and what this writer then mended, is no change of its own.
    const others = during(timeline.livePeriods, operation.startedAt - timeline.plan.staleness, time)
      .filter((period) => period.operation !== operation)
      .flatMap(({ document }) => policyFacts(document)?.anywhere ?? []);
    return (
      [...new Set([...before, ...after])]
        .filter((cidr) => before.has(cidr) !== after.has(cidr) && after.has(cidr) === final.has(cidr))
        // The applied state names leases only, not what came back into a list that would have been empty.
        .filter((cidr) => !hasFailed || timeline.records.some((record) => record.cidr === cidr))
        .filter((cidr) => others.every((entries) => entries.has(cidr) === before.has(cidr)))
        .filter(
          (cidr) =>
            !timeline.audited.some(
              (event) =>
                event.cidrs.has(cidr) &&
                !OTHERS_DEEDS.has(event.event) &&
                event.time >= time &&
                (event.time <= Math.max(answer?.time ?? time, time) + EVENT_DELAY ||
                  (next !== undefined && event.time <= next.until && twins.has(event.version))),
            ),
        )
        .map((cidr) => ({
          promise: 'P8',
          time,
          text: `${version} by #${operation.id}: no event says that ${readable(cidr)} ${after.has(cidr) ? 'entered' : 'left'}`,
        }))
    );
  });
}

/**
 * How the request that a version was for ended. When the writer's own request had ended before, because another process had
 * applied it, the version was for those that waited in the same process, and none of them has ended if the process died.
 */
function answerFor({ history }: Timeline, { operation, time }: Created): Operation['answer'] {
  if (operation.answer === undefined || operation.answer.time >= time) return operation.answer;
  const waiting = history.operations.filter(
    ({ process, startedAt, answer }) =>
      process === operation.process && startedAt <= time && (answer?.time ?? time) >= time,
  );
  const isDead = waiting.length > 0 && waiting.every(({ answer }) => answer === undefined);
  return isDead ? undefined : operation.answer;
}

/** The first operation that took the lock after a time and succeeded: when it took the lock, and until when its events count. */
function nextWriter(
  { history }: Timeline,
  time: number,
): { readonly lockedAt: number; readonly until: number } | undefined {
  const locks = history.effects.filter(
    (effect) => effect.kind === 'put' && effect.key === LOCK && effect.time > time,
  );
  const first = locks.find(({ operation }) => operation !== undefined && succeeded(operation));
  const ended = first?.operation?.answer?.time;
  return first && ended !== undefined ? { lockedAt: first.time, until: ended + EVENT_DELAY } : undefined;
}

/** Whether the writer itself noticed that no state records its version: then it writes the events before it fails. */
function isUnrecorded(timeline: Timeline, { operation, version }: Created): boolean {
  if (resets(timeline, operation)) return false;
  return timeline.history.logs.some(
    ({ text, operation: by }) =>
      by === operation && text.includes('state_not_recorded') && text.includes(`"version":"${version}"`),
  );
}

/**
 * Whether the next writer finds the version in IAM, and as begun in the applied state. What a reset removed is not in there, and a
 * policy that was created again has none of the versions of the former one.
 */
function isLeftTo(
  timeline: Timeline,
  { operation, document, incarnation }: Created,
  next: { readonly lockedAt: number },
): boolean {
  if (resets(timeline, operation)) return false;
  if (livePeriodAt(timeline, next.lockedAt).incarnation !== incarnation) return false;
  const state = timeline.history.effects.findLast(
    (effect) => effect.kind === 'put' && effect.key === APPLIED && effect.time <= next.lockedAt,
  );
  const sha256 = createHash('sha256').update(document).digest('hex');
  return (
    state?.kind === 'put' &&
    state.operation === operation &&
    state.body.includes(`"sha256":"${sha256}"`) &&
    state.body.includes('"confirmed":false')
  );
}

/** One of these events must be on record when the operation has got its response. */
function expectedEvents(timeline: Timeline, operation: Operation): readonly string[] {
  const { records } = timeline;
  if (!succeeded(operation)) return [];
  if (acknowledged(operation) !== undefined) return ['granted', 'renewed'];
  if (operation.kind === 'reset') return ['reset'];
  if (operation.kind === 'disable') return ['member_disabled'];
  if (operation.kind === 'remove') return ['member_removed'];
  if (operation.kind === 'enable') return ['member_enabled'];
  // An administrator who stops the member at the same moment ends the lease, and says so later.
  const { member: stopped, answer } = operation;
  if (stopped !== undefined && stoppedAt(timeline, stopped, 0) <= (answer?.time ?? 0)) return [];
  // Ending what has ended already is no event, and what another request ends meanwhile is that one's.
  const ended = records.some(
    ({ member, cidr, at, endsAt, time, operation: by }) =>
      by === operation &&
      member === operation.member &&
      cidr === operation.cidr &&
      at === endsAt &&
      time <= (operation.answer?.time ?? 0),
  );
  // A press that is refused meanwhile ends the same lease by itself, and leaves its own trace of that.
  return operation.kind === 'end' && ended ? ['revoked', 'refused'] : [];
}

function hasTrace({ history }: Timeline, operation: Operation, event: string): boolean {
  const to = operation.answer?.time ?? Number.POSITIVE_INFINITY;
  // A trail that could not be written in a bad moment is still on the log. A server's writer leaves it for others, too.
  const stored = history.effects.flatMap((effect) =>
    effect.kind === 'put' && effect.key.startsWith(AUDIT) ? [{ time: effect.time, text: effect.body }] : [],
  );
  return [...stored, ...history.logs].some(
    ({ time, text }) => time >= operation.startedAt && time <= to && isTraceOf(text, operation, event),
  );
}

function isTraceOf(text: string, { member, cidr }: Operation, event: string): boolean {
  if (!text.includes(`"event":"${event}"`)) return false;
  if (member === undefined || cidr === undefined) return true;
  const trace: unknown = JSON.parse(text);
  return isRecord(trace) && trace['memberId'] === member && canonicalCidr(String(trace['cidr'])) === cidr;
}

function checkSecrets({ history }: Timeline, secrets: readonly string[]): Violation[] {
  const trails = [
    ...history.logs,
    ...history.effects.flatMap((effect) =>
      effect.kind === 'put' && effect.key.startsWith(AUDIT) ? [{ text: effect.body, time: effect.time }] : [],
    ),
  ];
  return trails
    .filter(
      ({ text }) =>
        /NotIpAddress|"Statement|\\"Statement/.test(text) || secrets.some((one) => text.includes(one)),
    )
    .map(({ text, time }) => ({
      promise: 'P8',
      time,
      text: `a key or a policy in a trail: ${text.slice(0, 120)}`,
    }));
}
