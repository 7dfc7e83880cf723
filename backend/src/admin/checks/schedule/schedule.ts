import { previousReset } from '@genkan/shared/lease';
import { type Check, type Finding, failure, ok, unknown, warning } from '../check.ts';

const CHECK = 'schedule';
/** EventBridge Scheduler retries a reset for an hour (`maximumAgeSeconds` in `infra/stack/schedules.ts`). */
const RESET_GRACE_MS = 3_600_000;
const ENABLE = 'Enable it in EventBridge Scheduler, or deploy again.';

/** The reset and the reconcile are scheduled, and the reset took place when it was last due. */
export const checkSchedule: Check = (facts) => [...checkScheduler(facts), ...checkLastReset(facts)];

const checkScheduler: Check = ({ schedules }) => {
  if (!schedules.known)
    return [
      unknown(
        CHECK,
        { ...schedules, why: `The schedules could not be read: ${schedules.why}` },
        warning,
        'Name the region of the deployment with AWS_REGION or --region.',
      ),
    ];
  if (schedules.value.length === 0) {
    return [
      ok(
        CHECK,
        'EventBridge Scheduler has no schedule of Genkan here, as with the Node server, which has its own.',
      ),
    ];
  }
  const off = schedules.value.filter(({ enabled }) => !enabled);
  const missing = (['reset', 'reconcile'] as const).filter(
    (task) => !schedules.value.some((schedule) => schedule.task === task),
  );
  const findings: Finding[] = [
    ...off.map(({ name, task }) =>
      failure(CHECK, `The schedule of the ${task}, ${name}, is disabled.`, ENABLE),
    ),
    ...missing.map((task) => failure(CHECK, `There is no schedule for the ${task}.`, 'Deploy again.')),
  ];
  return findings.length > 0 ? findings : [ok(CHECK, 'Reset and reconcile are scheduled and enabled.')];
};

const checkLastReset: Check = ({ deps, now, auditEvents, baseline, applied, members }) => {
  if (!auditEvents.known) return [unknown(CHECK, auditEvents, warning, 'Try again.')];
  if (!baseline.known || baseline.value === undefined) return [];
  const due = previousReset(now, { timeZone: deps.config.timeZone, time: deps.config.resetTime });
  const at = (event: { readonly at: string }) => Date.parse(event.at);
  const outcomes = auditEvents.value.filter(({ event }) => event === 'reset' || event === 'reset_refused');
  const last = outcomes.at(-1);
  // The applied state says when a reset ended even where its audit event could not be written.
  const endedAt = (applied.known ? applied.value?.resetAt : undefined) ?? 0;
  if (last?.event === 'reset_refused' && at(last) > endedAt) {
    return [
      failure(
        CHECK,
        `The last reset, at ${last.at}, was refused: ${String(last['reason'])}`,
        'Repair what it names, then run "genkan reset".',
      ),
    ];
  }
  const resetAt = Math.max(last?.event === 'reset' ? at(last) : 0, endedAt);
  if (resetAt >= due) return [ok(CHECK, `The last reset took place at ${new Date(resetAt).toISOString()}.`)];
  const signs = [
    resetAt === 0 ? undefined : resetAt,
    ...auditEvents.value.map(at),
    applied.known ? applied.value?.createdAt : undefined,
    members.known ? members.value.firstAt : undefined,
  ];
  const isNew = !signs.some((time) => time !== undefined && time < due);
  if (isNew || now - due < RESET_GRACE_MS) return [ok(CHECK, 'No reset was due yet.')];
  return [
    failure(
      CHECK,
      `The reset that was due at ${new Date(due).toISOString()} did not take place${resetAt > 0 ? `; the last one was at ${new Date(resetAt).toISOString()}` : ''}.`,
      'Enable the reset\'s schedule (or start the Node server) and look at the alarms and the dead-letter queue. "genkan reset" does it now.',
    ),
  ];
};
