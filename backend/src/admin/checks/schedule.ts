import { formatCidr } from '@genkan/shared/address';
import { readPolicy } from '@genkan/shared/policy';
import { resolveRecords } from '../../allowlist/render.ts';
import type { Check } from './check.ts';

const MINUTE_MS = 60_000;
/** A reconcile is due every five minutes; two may fail. */
const RECONCILE_GRACE_MS = 15 * MINUTE_MS;
const LOCK_GRACE_MS = 5 * MINUTE_MS;

/** The scheduled tasks run, judged by what they leave behind. */
export const checkSchedule: Check = ({ deps, now, live, records, trail, lock }) => {
  const check = 'schedule';
  const findings = [];
  if (records.known && live.known) {
    const { active, ended } = resolveRecords(deps, records.value);
    const leased = new Set(active.map((lease) => formatCidr(lease.cidr)));
    const reading = readPolicy(live.value);
    const entries = new Set(reading.ok ? reading.policy.fences.flatMap((fence) => fence.entries) : []);
    const overdue = ended
      .filter((lease) => now - lease.endsAt > RECONCILE_GRACE_MS)
      .map((lease) => formatCidr(lease.cidr))
      .filter((cidr) => entries.has(cidr) && !leased.has(cidr));
    if (overdue.length > 0) {
      findings.push({
        check,
        status: 'failure',
        message: `Ended leases are still in the policy: ${overdue.join(', ')}.`,
        fix: 'The five-minute reconcile does not run: enable its schedule and look at the alarms. "genkan reconcile" helps now.',
      } as const);
    }
  }
  const outcomes = trail.known ? trail.value.filter(({ event }) => event.startsWith('reset')) : [];
  const last = outcomes.at(-1);
  if (last?.event === 'reset_refused') {
    findings.push({
      check,
      status: 'failure',
      message: `The last reset was refused: ${String(last['reason'])}`,
      fix: 'Repair what it names, then run "genkan reset".',
    } as const);
  } else if (!last) {
    findings.push({
      check,
      status: 'warning',
      message: 'The trail shows no reset within the last two days.',
      fix: 'Unless this deployment is new, enable the reset schedule and look at the alarms.',
    } as const);
  }
  if (lock.known && lock.value?.expired && now - lock.value.takenAt > LOCK_GRACE_MS) {
    findings.push({
      check: 'lock',
      status: 'warning',
      message: 'A writer died and nobody has taken its lock over since.',
      fix: 'Run "genkan reconcile".',
    } as const);
  }
  return findings.length > 0
    ? findings
    : [{ check, status: 'ok', message: 'Resets and reconciles take place.' }];
};
