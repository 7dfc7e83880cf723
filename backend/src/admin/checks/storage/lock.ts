import { ok, type TargetCheck, unknown, warning } from '../check.ts';

const CHECK = 'lock';
/** The next writer takes an expired lock over, and a reconcile comes every five minutes. */
const GRACE_MS = 6 * 60_000;

/** No writer lock is left by a process that ended. */
export const checkLock: TargetCheck = ({ now, lock }) => {
  if (!lock.known) return [unknown(CHECK, lock, warning, 'Try again.')];
  if (!lock.value) return [ok(CHECK, 'The writer lock is free.')];
  const { takenAt, expired } = lock.value;
  const since = takenAt > 0 ? ` since ${new Date(takenAt).toISOString()}` : '';
  if (!expired) return [ok(CHECK, `A writer holds the lock${since}.`)];
  if (now - takenAt < GRACE_MS && takenAt <= now) {
    return [ok(CHECK, 'A writer was interrupted; the next one takes its lock over.')];
  }
  return [
    warning(
      CHECK,
      `The writer lock is stuck${since}: the process that holds it ended, and there was no write since.`,
      'Run "genkan reconcile", which takes it over. If it comes back, the five-minute reconcile does not run.',
    ),
  ];
};
