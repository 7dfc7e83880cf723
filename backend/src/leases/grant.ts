import type { CreateLeaseResponse } from '@genkan/shared/contract';
import {
  findLeaseKey,
  isSameRecord,
  type LeaseRecord,
  leaseKey,
  parseLeaseKey,
  revocationOf,
} from '@genkan/shared/lease';
import { audit } from '../audit/audit.ts';
import { findCovered } from '../network-status/find-covered.ts';
import type { Known, Served } from '../policy/writer/work.ts';
import { serve, type TicketPlan } from '../policy/writer/writer.ts';
import { ProblemError, unauthorizedProblem } from '../runtime/problems.ts';
import { REQUEST_BUDGET_MS, RETRY_AFTER_SECONDS } from '../runtime/timing.ts';
import type { AppliedState } from '../store/applied.ts';
import { listLeases, putLease, readLabel } from '../store/leases.ts';
import { memberStoreKey, parseMember } from '../store/members.ts';
import { excessLeases } from './excess-leases.ts';
import { reachedCeiling, requireBelowCeiling } from './grant-ceiling.ts';
import { describeGrant, describeReplaced } from './grant-events.ts';
import type { GrantRequest } from './grant-request.ts';
import type { LeasePorts } from './lease-ports.ts';
import { newLease, supersede, wasHeld } from './new-lease.ts';
import { toLease } from './to-lease.ts';

/**
 * Allows a member's address. Returns when the default policy version contains the lease's CIDR.
 * @throws {ProblemError} `policy_full`, `policy_unsupported`, `baseline_invalid`, `rate_limited`, `unauthorized`: nothing
 * stays behind; `busy`: the lease is durable and the next writer applies it
 */
export async function grant(deps: LeasePorts, request: GrantRequest): Promise<CreateLeaseResponse> {
  const { member, label, requestId } = request;
  requireBelowCeiling(deps, member.id);
  const covered = await findCovered(deps, request.address);
  if (covered) return covered;

  const now = deps.clock.now();
  const asked = newLease(deps, request, now);
  let record = asked;
  let replaced: readonly LeaseRecord[] = [];
  const written = putLease(deps.objects, record, { label, requestId });
  const ownRecords = () => (record === asked ? [asked] : [asked, record]);
  const refuse = (refusal: ProblemError): TicketPlan => ({
    put: [],
    drop: ownRecords(),
    isSuperseding: false,
    refusal,
  });
  const plan = (known: Known): TicketPlan => {
    if (!isAllowed(request, known.members.get(member.id))) {
      const isLive = findLeaseKey(known.applied?.active ?? [], record) !== undefined;
      const refusal = unauthorizedProblem();
      return isLive
        ? { put: [revocationOf(record, now)], drop: [], isSuperseding: false, refusal }
        : refuse(refusal);
    }
    const retryAt = known.ceiling.retryAt.get(member.id);
    const isListed = known.records.some((other) => isSameRecord(other, record));
    // Another writer may have deleted the record for the same reason.
    if (
      retryAt !== undefined &&
      (!isListed || known.ceiling.records.some((other) => isSameRecord(other, record)))
    ) {
      return refuse(reachedCeiling(deps, member.id, retryAt));
    }
    const later = supersede(record, known.records, now);
    if (later) record = later;
    // A writer that found no room for the record has deleted it, and there may be room now.
    const own = later || !isListed ? [record] : [];
    const excess = excessLeases(deps, member, [...known.records, ...own]);
    replaced = [...replaced, ...excess];
    return { put: [...own, ...excess], drop: [], isSuperseding: later !== undefined };
  };
  const [served] = await Promise.all([
    serve(deps, {
      written,
      memberId: member.id,
      isServedBy: (state) => findOwn(state, record) !== undefined || isLeftOut(state, record),
      plan,
      refusedRecords: (applied) =>
        findLeaseKey(applied?.active ?? [], asked) === undefined ? ownRecords() : [],
      trace: (outcome) => {
        const lease = findOwn(outcome.state, record);
        const renewed = wasHeld(outcome.wrote?.records ?? [], record);
        return [
          ...(lease ? [describeGrant(outcome, lease, request, renewed)] : []),
          ...replaced.map((old) => describeReplaced(old, request, outcome.state.version)),
        ];
      },
      deadline: now + REQUEST_BUDGET_MS,
    }),
    written,
  ]);
  return await respond(deps, served, record, request);
}

function isAllowed(request: GrantRequest, record: string | undefined): boolean {
  if (request.isAllowedBy) return request.isAllowedBy(record);
  const member = parseMember(record);
  return member !== undefined && member.disabled !== true;
}

/** The record that decides for this lease in the live state: ours, or a newer one of the same lease. */
function findOwn(state: AppliedState, record: LeaseRecord): LeaseRecord | undefined {
  const key = findLeaseKey(state.active, record);
  const parsed = key === undefined ? undefined : parseLeaseKey(key);
  return parsed?.ok ? parsed.value : undefined;
}

function isLeftOut(state: AppliedState, record: LeaseRecord): boolean {
  return findLeaseKey(state.leftOut, record) !== undefined;
}

async function respond(
  deps: LeasePorts,
  served: Served,
  record: LeaseRecord,
  request: GrantRequest,
): Promise<CreateLeaseResponse> {
  const { state } = served;
  const lease = findOwn(state, record);
  if (!lease) throw notServed(state, record);
  const records = served.wrote?.records ?? (await completeGrant(deps, served, lease, record, request));
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
  served: Served,
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
  const excess = excessLeases(deps, request.member, records);
  await Promise.all([
    ...excess.map((old) => putLease(deps.objects, old)),
    ...excess.map((old) => audit(deps, describeReplaced(old, request, served.state.version))),
    audit(deps, describeGrant(served, lease, request, wasHeld(records, record))),
  ]);
  return records;
}

function notServed(state: AppliedState, record: LeaseRecord): ProblemError {
  return isLeftOut(state, record)
    ? new ProblemError(
        'policy_full',
        `The policy has room for ${state.fits} leases and all are taken. Try again when one ends, or ask an administrator to make room.`,
        { retryAt: state.nextEnd },
      )
    : new ProblemError('busy', 'The lease was ended or replaced while it was being applied. Try again.', {
        retryAfter: RETRY_AFTER_SECONDS,
      });
}
