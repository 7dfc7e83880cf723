import type { Address } from '@genkan/shared/address';
import type { CreateLeaseResponse } from '@genkan/shared/contract';
import { type LeaseRecord, leaseKey, parseLeaseKey } from '@genkan/shared/lease';
import type { AllowlistDeps } from '../deps.ts';
import { AwsUnavailableError } from '../ports.ts';
import { ProblemError } from '../problems.ts';
import type { AppliedState } from '../store/applied.ts';
import { audit } from '../store/audit.ts';
import { listLeases, putLease, readLabel } from '../store/leases.ts';
import type { Member } from '../store/members.ts';
import { REQUEST_BUDGET_MS, RETRY_AFTER_SECONDS } from '../timing.ts';
import type { Served } from './apply.ts';
import { findCovered } from './covered.ts';
import { excessLeases } from './excess.ts';
import { describeGrant, describeReplaced } from './grant-events.ts';
import { namesLease, toLease } from './lease-records.ts';
import { newLease, outdo, wasHeld } from './new-lease.ts';
import { withdraw } from './withdraw.ts';
import { serve } from './writer.ts';

export interface GrantRequest {
  readonly member: Member;
  /** As observed by the backend, or named by an administrator. */
  readonly address: Address;
  readonly minutes?: number | undefined;
  readonly label?: string | undefined;
  readonly requestId: string;
}

/**
 * Lets a member in from an address. Answers when the default policy version contains the lease's CIDR.
 * @throws {ProblemError} `policy_full`, `policy_unsupported`, `baseline_invalid`: nothing stays behind; `busy`: the lease
 * is durable and the next writer applies it
 */
export async function grant(deps: AllowlistDeps, request: GrantRequest): Promise<CreateLeaseResponse> {
  const covered = await findCovered(deps, request.address);
  if (covered) return covered;

  const now = deps.clock.now();
  const { member, label, requestId } = request;
  let record = newLease(deps, request, now);
  let replaced: readonly LeaseRecord[] = [];
  const written = putLease(deps.objects, record, { label, requestId });
  try {
    const [served] = await Promise.all([
      serve(deps, {
        written,
        isServedBy: (state) => findOwn(state, record) !== undefined || isLeftOut(state, record),
        adjust: (records) => {
          const later = outdo(record, records, now);
          if (later) record = later;
          const excess = excessLeases(deps, member, later ? [...records, later] : records);
          replaced = [...replaced, ...excess];
          return later ? [later, ...excess] : excess;
        },
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
    return await answer(deps, served, record, request);
  } catch (error) {
    if (!isPassing(error)) await withdraw(deps, record, requestId);
    throw error;
  }
}

/** The record that decides for this lease in the live state: ours, or a newer one of the same lease. */
function findOwn(state: AppliedState, record: LeaseRecord): LeaseRecord | undefined {
  const key = namesLease(state.active, record);
  const parsed = key === undefined ? undefined : parseLeaseKey(key);
  return parsed?.ok ? parsed.value : undefined;
}

function isLeftOut(state: AppliedState, record: LeaseRecord): boolean {
  return namesLease(state.leftOut, record) !== undefined;
}

async function answer(
  deps: AllowlistDeps,
  served: Served,
  record: LeaseRecord,
  request: GrantRequest,
): Promise<CreateLeaseResponse> {
  const { state } = served;
  const lease = findOwn(state, record);
  if (!lease) throw notServed(state, record);
  const records = served.wrote?.records ?? (await catchUp(deps, served, lease, record, request));
  const isOurs = leaseKey(lease) === leaseKey(record);
  return {
    outcome: wasHeld(records, record) ? 'renewed' : 'granted',
    lease: toLease(lease, isOurs ? request.label : await readLabel(deps, lease)),
    policy: { arn: deps.policies.arn, version: state.version },
  };
}

/** Somebody else wrote: finds out what became of the member's leases, and leaves the trace that he could not leave. */
async function catchUp(
  deps: AllowlistDeps,
  served: Served,
  lease: LeaseRecord,
  record: LeaseRecord,
  request: GrantRequest,
): Promise<readonly LeaseRecord[]> {
  const records = await listLeases(deps.objects, `${record.memberId}~`);
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

/** After these the lease stays: the next writer applies it. After everything else the caller was told no. */
function isPassing(error: unknown): boolean {
  return (
    error instanceof AwsUnavailableError ||
    (error instanceof ProblemError && (error.code === 'busy' || error.code === 'aws_unavailable'))
  );
}
