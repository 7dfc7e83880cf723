import { LOCK } from './lease-promises.ts';
import type { Timeline } from './timeline.ts';
import type { Violation } from './violation.ts';

/** Two of IAM's five slots are kept free. */
const KEPT = 3;

/**
 * P7 for one operation: at most one version is deleted for a write, and none because IAM refuses the size. When an edit by
 * hand takes the slot that a deletion has freed, one more is deleted: what the operation ran over before must be mended.
 */
function checkDeletions({ history }: Timeline): Violation[] {
  return history.operations.flatMap((operation) => {
    const violations: Violation[] = [];
    let deleted = 0;
    let deletedAt = Number.POSITIVE_INFINITY;
    let isRefused = false;
    const isSlotTaken = (before: number) =>
      history.effects.some(
        (one) =>
          one.kind === 'create' && one.operation === undefined && one.time >= deletedAt && one.time <= before,
      );
    for (const effect of history.effects.filter((one) => one.operation === operation)) {
      const { kind, time } = effect;
      const violation = (text: string): Violation => ({
        promise: 'P7',
        time,
        text: `#${operation.id} ${text}`,
      });
      // IAM refuses to delete the default version; that this is never asked for knowingly is judged elsewhere.
      const isDeletion = kind === 'drop' && !effect.wasDefault;
      if (isDeletion) [deleted, deletedAt] = [deleted + 1, time];
      // An edit by hand may take the last slot meanwhile.
      if (isDeletion && isRefused && effect.count < 5)
        violations.push(violation('deleted a version though the size was refused'));
      // With the lock begins and ends a write; a reconcile makes room for the next one afterwards.
      if ((kind === 'put' || kind === 'delete') && effect.key === LOCK) [deleted, isRefused] = [0, false];
      if (kind !== 'create' && kind !== 'limit' && kind !== 'size') continue;
      if (deleted > 1) violations.push(violation(`deleted ${deleted} versions for one write`));
      if (kind === 'create' || (kind === 'limit' && isSlotTaken(time))) deleted = 0;
      isRefused = kind === 'size';
    }
    return violations;
  });
}

/** P7: the default is never deleted, the oldest other one goes, and only when slots are short. */
export function checkSlots(timeline: Timeline): Violation[] {
  return [...checkDeletions(timeline), ...checkOrder(timeline)];
}

function checkOrder(timeline: Timeline): Violation[] {
  return timeline.history.effects.flatMap((effect) => {
    const { operation, time } = effect;
    if (operation === undefined || (effect.kind !== 'drop' && effect.kind !== 'limit')) return [];
    const [last] = operation.lists
      .filter(({ readAt }) => readAt <= time)
      .sort((one, other) => other.askedAt - one.askedAt);
    const seen = last?.asOf ?? operation.startedAt;
    // What others did after the state that the operation saw is not held against it.
    const changed = timeline.history.effects.some(
      (one) =>
        (one.kind === 'drop' || one.kind === 'default') &&
        (one.operation !== operation || effect.kind === 'limit') &&
        one.time >= seen &&
        one.time <= time,
    );
    const violation = (text: string): Violation => ({
      promise: 'P7',
      time,
      text: `#${operation.id} ${text}`,
    });
    if (effect.kind === 'limit') return changed ? [] : [violation('met the limit of five versions')];
    if (effect.wasDefault) return changed ? [] : [violation(`tried to delete the default ${effect.version}`)];
    // Two slots are kept free; several deletions for that may run side by side, in any order.
    const surplus = effect.count - KEPT;
    // IAM has just said that there was no free slot, whatever its listing says.
    const full = timeline.history.effects.some(
      (one) => one.kind === 'limit' && one.operation === operation && one.time < time,
    );
    if (effect.older < surplus || changed || (full && effect.older === 0)) return [];
    return [violation(`deleted ${effect.version} of ${effect.count}, with ${effect.older} older ones left`)];
  });
}
