import type { CreateLeaseResponse } from '@genkan/shared/contract';
import { findLeaseKey, type LeaseRecord, leaseKey, parseLeaseKey, revocationOf } from '@genkan/shared/lease';
import { audit } from '../audit/audit.ts';
import { findBaselineAccess } from '../network-status/find-baseline-access.ts';
import { toLease } from '../network-status/to-lease.ts';
import type { ApplyResult } from '../policy/writer/change-request.ts';
import { submitChange } from '../policy/writer/writer.ts';
import { ProblemError, unauthorizedProblem } from '../runtime/problems.ts';
import { REQUEST_BUDGET_MS, RETRY_AFTER_SECONDS } from '../runtime/timing.ts';
import type { AppliedState } from '../store/applied.ts';
import { listLeases, putLease, readLabel } from '../store/leases.ts';
import { memberStoreKey } from '../store/members.ts';
import { rememberCeiling, requireBelowCeiling } from './grant-ceiling.ts';
import { describeGrant, describeReplaced } from './grant-events.ts';
import type { GrantRequest } from './grant-request.ts';
import type { LeasePorts } from './lease-ports.ts';
import { leasesAboveLimit } from './leases-above-limit.ts';
import { newLease, wasHeld } from './new-lease.ts';
import { type GrantDecision, isAllowed, ownRecords, planGrant } from './plan-grant.ts';

/**
 * Allows a member's address. Returns when the default policy version contains the lease's CIDR.
 * @throws {ProblemError} `policy_full`, `policy_unsupported`, `baseline_invalid`, `rate_limited`, `unauthorized`: nothing
 * stays behind; `busy`: the lease is durable and the next writer applies it
 */
export async function grant(deps: LeasePorts, request: GrantRequest): Promise<CreateLeaseResponse> {
  const { member, label, requestId } = request;
  requireBelowCeiling(deps, member.id);
  const covered = await findBaselineAccess(deps, request.address);
  if (covered) return covered;

  const asked = newLease(deps, request, deps.clock.now());
  const written = putLease(deps.objects, asked, { label, requestId });
  const [{ result, decision }] = await Promise.all([
    submitChange<GrantDecision>(deps, {
      written,
      memberId: member.id,
      deadline: asked.at + REQUEST_BUDGET_MS,
      initial: { asked, record: asked, replaced: [] },
      isAppliedIn: (state, { record }) => findOwn(state, record) !== undefined || isOmitted(state, record),
      plan: (known, before) => {
        const plan = planGrant(deps, request, known, before);
        const retryAt = known.ceiling.retryAt.get(member.id);
        if (plan.refusal?.code === 'rate_limited' && retryAt !== undefined)
          rememberCeiling(deps, member.id, retryAt);
        return plan;
      },
      refusedRecords: (applied, before) =>
        findLeaseKey(applied?.active ?? [], asked) === undefined ? ownRecords(before) : [],
      describe: (outcome, { record, replaced }) => {
        const lease = findOwn(outcome.state, record);
        const renewed = wasHeld(outcome.wrote?.records ?? [], record);
        const ended = new Set(outcome.wrote?.rendered.replaced.map(leaseKey));
        return [
          ...(lease ? [describeGrant(outcome, lease, request, renewed)] : []),
          ...replaced
            .filter((old) => ended.has(leaseKey(old)))
            .map((old) => describeReplaced(old, request, outcome.state.version)),
        ];
      },
    }),
    written,
  ]);
  return await respond(deps, result, decision.record, request);
}

/** The record that decides for this lease in the live state: ours, or a newer one of the same lease. */
function findOwn(state: AppliedState, record: LeaseRecord): LeaseRecord | undefined {
  const key = findLeaseKey(state.active, record);
  const parsed = key === undefined ? undefined : parseLeaseKey(key);
  return parsed?.ok ? parsed.value : undefined;
}

function isOmitted(state: AppliedState, record: LeaseRecord): boolean {
  return findLeaseKey(state.leftOut, record) !== undefined;
}

async function respond(
  deps: LeasePorts,
  result: ApplyResult,
  record: LeaseRecord,
  request: GrantRequest,
): Promise<CreateLeaseResponse> {
  const { state } = result;
  const lease = findOwn(state, record);
  if (!lease) throw notApplied(state, record);
  const records = result.wrote?.records ?? (await completeGrant(deps, result, lease, record, request));
  const isOurs = leaseKey(lease) === leaseKey(record);
  return {
    outcome: wasHeld(records, record) ? 'renewed' : 'granted',
    lease: toLease(lease, isOurs ? request.label : await readLabel(deps, lease)),
    policy: { arn: deps.policies.arn, version: state.version },
  };
}

/**
 * Another writer applied the lease and knew only its record: checks the member, keeps the member's own limit, and writes the
 * events. Returns the member's records.
 */
async function completeGrant(
  deps: LeasePorts,
  result: ApplyResult,
  lease: LeaseRecord,
  record: LeaseRecord,
  request: GrantRequest,
): Promise<readonly LeaseRecord[]> {
  const [records, member] = await Promise.all([
    listLeases(deps.objects, `${record.memberId}~`),
    deps.objects.get(memberStoreKey(record.memberId)),
  ]);
  if (!isAllowed(request, member?.body)) {
    await putLease(deps.objects, revocationOf(lease, deps.clock.now()), { requestId: request.requestId });
    throw unauthorizedProblem();
  }
  const above = leasesAboveLimit(deps, request.member, records);
  await Promise.all([
    ...above.map((old) => putLease(deps.objects, old)),
    ...above.map((old) => audit(deps, describeReplaced(old, request, result.state.version))),
    audit(deps, describeGrant(result, lease, request, wasHeld(records, record))),
  ]);
  return records;
}

function notApplied(state: AppliedState, record: LeaseRecord): ProblemError {
  return isOmitted(state, record)
    ? new ProblemError(
        'policy_full',
        `The policy has room for ${state.fits} leases and all are taken. Try again when one ends, or ask an administrator to make room.`,
        { retryAt: state.nextEnd },
      )
    : new ProblemError('busy', 'The lease was ended or replaced while it was being applied. Try again.', {
        retryAfter: RETRY_AFTER_SECONDS,
      });
}
