import type { Operation } from '../history.ts';
import { acknowledged, succeeded, type Timeline } from './timeline.ts';
import type { Violation } from './violation.ts';

const AUDIT = 'audit/';

/** P8: everything leaves a trace that is only ever added to, and no trace holds a key or a policy. */
export function checkTrace(timeline: Timeline, secrets: readonly string[]): Violation[] {
  return [...checkAppendOnly(timeline), ...checkComplete(timeline), ...checkSecrets(timeline, secrets)];
}

function checkAppendOnly({ history }: Timeline): Violation[] {
  return history.effects
    .filter((effect) => 'key' in effect && effect.key.startsWith(AUDIT))
    .filter((effect) => effect.kind !== 'put' || !effect.conditional)
    .map(({ time }) => ({ promise: 'P8', time, text: 'an audit object was overwritten or deleted' }));
}

function checkComplete(timeline: Timeline): Violation[] {
  return timeline.history.operations.flatMap((operation) => {
    const events = expectedEvents(operation);
    if (events.length === 0 || events.some((event) => hasTrace(timeline, operation, event))) return [];
    const time = operation.answer?.time ?? operation.startedAt;
    return [{ promise: 'P8', time, text: `#${operation.id} (${operation.kind}) left no trace of ${events.join('/')}` }];
  });
}

/** One of these events must be on record when the operation has been answered. */
function expectedEvents(operation: Operation): readonly string[] {
  if (!succeeded(operation)) return [];
  if (acknowledged(operation) !== undefined) return ['granted', 'renewed'];
  if (operation.kind === 'reset') return ['reset'];
  return operation.kind === 'end' && operation.answer?.status === 204 ? ['revoked'] : [];
}

function hasTrace({ history }: Timeline, operation: Operation, event: string): boolean {
  const mentions = (text: string) => text.includes(`"event":"${event}"`) && names(text, operation);
  const stored = history.effects.some(
    (effect) =>
      effect.kind === 'put' &&
      effect.key.startsWith(AUDIT) &&
      effect.operation === operation &&
      mentions(effect.body),
  );
  // A trail that could not be written in a bad moment is still on the log.
  return stored || history.logs.some((line) => line.operation === operation && mentions(line.text));
}

function names(text: string, { member }: Operation): boolean {
  return member === undefined || text.includes(`"memberId":"${member}"`);
}

function checkSecrets({ history }: Timeline, secrets: readonly string[]): Violation[] {
  const trails = [
    ...history.logs.map(({ text }) => ({ text, time: 0 })),
    ...history.effects.flatMap((effect) =>
      effect.kind === 'put' && effect.key.startsWith(AUDIT) ? [{ text: effect.body, time: effect.time }] : [],
    ),
  ];
  return trails
    .filter(({ text }) => /NotIpAddress|"Statement|\\"Statement/.test(text) || secrets.some((one) => text.includes(one)))
    .map(({ text, time }) => ({ promise: 'P8', time, text: `a key or a policy in a trail: ${text.slice(0, 120)}` }));
}
