import type { Timeline } from './timeline.ts';
import type { Violation } from './violation.ts';

/** P7: the default is never deleted, the oldest other one goes, and only when slots are short. */
export function checkSlots(timeline: Timeline): Violation[] {
  return timeline.history.effects.flatMap((effect) => {
    const { operation, time } = effect;
    if (operation === undefined || (effect.kind !== 'drop' && effect.kind !== 'limit')) return [];
    const seen = operation.lists.findLast(({ readAt }) => readAt <= time)?.asOf ?? operation.startedAt;
    // What others did after the state that the operation saw is not held against it.
    const changed = timeline.history.effects.some(
      (one) =>
        (one.kind === 'drop' || one.kind === 'default') &&
        one.operation !== operation &&
        one.time >= seen &&
        one.time <= time,
    );
    const violation = (text: string): Violation => ({ promise: 'P7', time, text: `#${operation.id} ${text}` });
    if (effect.kind === 'limit') return changed ? [] : [violation('met the limit of five versions')];
    if (effect.wasDefault) return changed ? [] : [violation(`tried to delete the default ${effect.version}`)];
    if (!effect.wasOldest) return changed ? [] : [violation(`deleted ${effect.version}, not the oldest`)];
    if (effect.count < 4 && !changed) return [violation(`deleted ${effect.version} with ${effect.count} versions`)];
    return [];
  });
}
