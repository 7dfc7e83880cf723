import { checkAnswers, checkCalm, checkFloods } from './answers.ts';
import { checkAcknowledged, checkEnded, checkLock, checkStopped } from './lease-promises.ts';
import { checkObserved } from './leases.ts';
import { checkReset } from './reset.ts';
import { checkSlots } from './slots.ts';
import type { Timeline } from './timeline.ts';
import { checkTrace } from './trace.ts';
import { checkVersions } from './versions.ts';
import type { Violation } from './violation.ts';

/** Holds a whole run against the promises P1 to P8; none broken gives an empty list. */
export function findViolations(timeline: Timeline, secrets: readonly string[]): Violation[] {
  return [
    ...checkVersions(timeline),
    ...checkObserved(timeline),
    ...checkAcknowledged(timeline),
    ...checkLock(timeline),
    ...checkStopped(timeline),
    ...checkEnded(timeline),
    ...checkReset(timeline),
    ...checkSlots(timeline),
    ...checkTrace(timeline, secrets),
    ...checkAnswers(timeline),
    ...checkCalm(timeline),
    ...checkFloods(timeline),
  ].sort((a, b) => a.time - b.time);
}
