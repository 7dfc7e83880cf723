import { formatCidr } from '@genkan/shared/address';
import { type LeaseRecord, revocationOf } from '@genkan/shared/lease';
import { diffPolicies, type PolicyDiff } from '@genkan/shared/policy';
import { findDrift } from '@genkan/shared/render';
import { type AuditEvent, audit } from '../audit/audit.ts';
import { resolveRecords } from '../policy/document/render.ts';
import { apply } from '../policy/writer/apply.ts';
import type { ApplyResult } from '../policy/writer/change-request.ts';
import { waitForLock } from '../policy/writer/wait-for-lock.ts';
import type { WriterPorts } from '../policy/writer/writer-ports.ts';
import { busyProblem, toProblem } from '../runtime/problems.ts';
import { TASK_BUDGET_MS } from '../runtime/timing.ts';

export interface ResetReport {
  readonly versionBefore: string;
  readonly versionAfter: string;
  readonly change: PolicyDiff;
  /** Manual edits that this reset removed. */
  readonly drift: ReturnType<typeof findDrift>;
}

export interface ResetOptions {
  /** End every lease as well: the policy becomes the baseline and nothing else. */
  readonly toBaseline?: boolean;
}

/**
 * Returns the policy to the baseline plus the leases that outlive the reset. Doing it twice changes nothing more.
 * @throws when the reset fails; then nothing has changed, and an audit event contains the reason
 */
export async function reset(
  deps: WriterPorts,
  requestId: string,
  options: ResetOptions = {},
): Promise<ResetReport> {
  try {
    const deadline = deps.clock.now() + TASK_BUDGET_MS;
    const acquired = await waitForLock(deps, () => deps.clock.now() < deadline);
    if (!acquired) throw busyProblem();
    const result = await apply(deps, acquired.lock, {
      mode: 'reset',
      memberIds: [],
      plan: ({ records }) => ({
        put: options.toBaseline === true ? endEvery(deps, records) : [],
        replaced: [],
        drop: [],
        isSuperseding: false,
        isNeeded: true,
      }),
      refusedRecords: () => [],
      describe: (outcome) => describeReset(report(deps, outcome), requestId),
      isContended: acquired.hasWaited,
    });
    if (!result) throw new Error('A reset is always needed');
    return report(deps, result);
  } catch (error) {
    await audit(deps, { event: 'reset_refused', requestId, reason: toProblem(error).message });
    throw error;
  }
}

/** Revocations of all leases, so that no later writer applies one of them again. */
function endEvery(deps: WriterPorts, records: readonly LeaseRecord[]): readonly LeaseRecord[] {
  return resolveRecords(deps, records).active.map((record) => revocationOf(record, deps.clock.now()));
}

function report(deps: WriterPorts, { state, wrote }: ApplyResult): ResetReport {
  if (!wrote) throw new Error('A reset writes by itself');
  const { live, baseline, rendered } = wrote;
  const ended = rendered.ended.map((lease) => lease.cidr);
  return {
    versionBefore: live.version,
    versionAfter: state.version,
    change: diffPolicies(live.document, rendered.document),
    drift: findDrift({
      live: live.document,
      baseline,
      active: rendered.active,
      // An ended lease's entry that an administrator added by hand is drift.
      ended: ended.filter((cidr) => !wrote.manual.has(formatCidr(cidr))),
      ...(deps.config.sids && { sids: deps.config.sids }),
    }),
  };
}

function describeReset(result: ResetReport, requestId: string): readonly AuditEvent[] {
  const { versionBefore, versionAfter, change, drift } = result;
  const versions = { requestId, versionBefore, versionAfter };
  const events: AuditEvent[] = [
    { event: 'reset', ...versions, added: change.added, removed: change.removed, other: change.other },
  ];
  if (drift.added.length + drift.removed.length + drift.other.length > 0) {
    events.push({ event: 'drift_seen', ...versions, ...drift });
  }
  return events;
}
