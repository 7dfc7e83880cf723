import { type Address, formatCidr, observedCidr } from '@genkan/shared/address';
import type { CreateLeaseResponse } from '@genkan/shared/contract';
import { type LeaseRecord, leaseEnd, leaseKey, nextReset, parseLeaseKey } from '@genkan/shared/lease';
import { explainAccess } from '@genkan/shared/render';
import type { AllowlistDeps } from '../deps.ts';
import { AwsUnavailableError } from '../ports.ts';
import { ProblemError } from '../problems.ts';
import type { AppliedState } from '../store/applied.ts';
import { type AuditEvent, audit } from '../store/audit.ts';
import { BASELINE_KEY } from '../store/baseline.ts';
import { listLeases, putLease, readLabel } from '../store/leases.ts';
import type { Member } from '../store/members.ts';
import { readCached } from '../store/records.ts';
import { REQUEST_BUDGET_MS, RETRY_AFTER_SECONDS } from '../timing.ts';
import type { Served } from './apply.ts';
import { excessLeases } from './excess.ts';
import { isActive, isSameLease, namesLease, newestRecord, toLease } from './lease-records.ts';
import { refusal, requireBaseline } from './render.ts';
import { explain, readView } from './view.ts';
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
  let record: LeaseRecord = {
    memberId: member.id,
    cidr: observedCidr(request.address, deps.config.ipv6Prefix),
    at: now,
    endsAt: leaseEnd({
      now,
      minutes: request.minutes,
      nextReset: nextReset(now, { timeZone: deps.config.timeZone, time: deps.config.resetTime }),
      maxMinutes: longestLease(deps, member, request.minutes),
    }),
  };
  const written = putLease(deps.objects, record, { label, requestId });
  let replaced: readonly LeaseRecord[] = [];
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
        trace: (outcome) => [
          ...traceGrant(outcome, record, request),
          ...replaced.map((lease) => describeReplaced(lease, request, outcome.state.version)),
        ],
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

const DAY_MINUTES = 24 * 60;
const LONGEST_DAY_MINUTES = 25 * 60;

/**
 * How long a lease may be, in minutes. A limit of a day or more lets a lease without `minutes` last until the next reset
 * even on the day of 25 hours on which clocks go back.
 */
function longestLease(deps: AllowlistDeps, member: Member, minutes: number | undefined): number {
  const limit = Math.min(deps.config.maxMinutes, member.limits?.maxMinutes ?? Number.POSITIVE_INFINITY);
  return minutes === undefined && limit >= DAY_MINUTES ? Math.max(limit, LONGEST_DAY_MINUTES) : limit;
}

/** The baseline covers the address, and the live policy still has the entry: there is nothing to grant. */
async function findCovered(deps: AllowlistDeps, address: Address): Promise<CreateLeaseResponse | undefined> {
  const baseline = requireBaseline(await readCached(deps, BASELINE_KEY));
  const sids = deps.config.sids ? { sids: deps.config.sids } : {};
  const pristine = explainAccess({ live: baseline, baseline, active: [], address, ...sids });
  if (!pristine.ok) throw new ProblemError('baseline_invalid', refusal('baseline_invalid', pristine.reason));
  if (!pristine.access.allowed) return undefined;
  const view = await readView(deps);
  const access = explain(deps, view, address);
  if (!access.allowed || access.by !== 'baseline') return undefined;
  return {
    outcome: 'covered',
    entry: access.entry,
    policy: { arn: deps.policies.arn, version: view.live.version },
  };
}

/**
 * A record of the same lease that is newer than ours (the clock was set back, or somebody else renewed or revoked in
 * between) decides; unless it keeps the lease at least as long as we want, ours is written again as the newest.
 */
function outdo(record: LeaseRecord, records: readonly LeaseRecord[], now: number): LeaseRecord | undefined {
  const newest = newestRecord(records.filter((other) => isSameLease(other, record)));
  if (!newest || newest.at <= record.at || newest.endsAt >= Math.max(record.endsAt, now + 1))
    return undefined;
  const at = newest.at + 1;
  return { ...record, at, endsAt: Math.max(record.endsAt, at + 1) };
}

function findOwn(state: AppliedState, record: LeaseRecord): LeaseRecord | undefined {
  const key = namesLease(state.active, record);
  const parsed = key === undefined ? undefined : parseLeaseKey(key);
  return parsed?.ok ? parsed.value : undefined;
}

function isLeftOut(state: AppliedState, record: LeaseRecord): boolean {
  return namesLease(state.leftOut, record) !== undefined;
}

/** Was the lease active before this request? */
function wasActive(records: readonly LeaseRecord[], record: LeaseRecord, at: number): boolean {
  const before = newestRecord(records.filter((other) => isSameLease(other, record) && other.at < at));
  return isActive(before, at);
}

function traceGrant(served: Served, record: LeaseRecord, request: GrantRequest): readonly AuditEvent[] {
  const effective = findOwn(served.state, record);
  if (!effective || !served.wrote) return [];
  const renewed = wasActive(served.wrote.records, record, record.at);
  return [describeGrant(served, effective, request, renewed)];
}

function describeGrant(
  served: Served,
  effective: LeaseRecord,
  request: GrantRequest,
  renewed: boolean,
): AuditEvent {
  return {
    event: renewed ? 'renewed' : 'granted',
    requestId: request.requestId,
    memberId: request.member.id,
    cidr: formatCidr(effective.cidr),
    label: request.label,
    endsAt: effective.endsAt,
    versionBefore: served.wrote?.live.version,
    versionAfter: served.state.version,
  };
}

function describeReplaced(lease: LeaseRecord, request: GrantRequest, version: string): AuditEvent {
  return {
    event: 'replaced',
    requestId: request.requestId,
    memberId: lease.memberId,
    cidr: formatCidr(lease.cidr),
    versionAfter: version,
  };
}

async function answer(
  deps: AllowlistDeps,
  served: Served,
  record: LeaseRecord,
  request: GrantRequest,
): Promise<CreateLeaseResponse> {
  const { state } = served;
  const effective = findOwn(state, record);
  if (!effective) {
    throw isLeftOut(state, record)
      ? new ProblemError(
          'policy_full',
          `The policy has room for ${state.fits} leases and all are taken. Try again when one ends, or ask an administrator to make room.`,
          { retryAt: state.nextEnd },
        )
      : new ProblemError('busy', 'The lease was ended or replaced while it was being applied. Try again.', {
          retryAfter: RETRY_AFTER_SECONDS,
        });
  }
  let records = served.wrote?.records;
  if (!records) {
    // Somebody else wrote: find out what became of our own leases, and leave the trace that he could not.
    records = await listLeases(deps.objects, `${record.memberId}~`);
    const excess = excessLeases(deps, request.member, records);
    await Promise.all([
      ...excess.map((surplus) => putLease(deps.objects, surplus)),
      ...excess.map((surplus) => audit(deps, describeReplaced(surplus, request, state.version))),
      audit(deps, describeGrant(served, effective, request, wasActive(records, record, record.at))),
    ]);
  }
  const isOurs = leaseKey(effective) === leaseKey(record);
  return {
    outcome: wasActive(records, record, record.at) ? 'renewed' : 'granted',
    lease: toLease(effective, isOurs ? request.label : await readLabel(deps, effective)),
    policy: { arn: deps.policies.arn, version: state.version },
  };
}

/** After these the lease stays: the next writer applies it. After everything else the caller was told no. */
function isPassing(error: unknown): boolean {
  return (
    error instanceof AwsUnavailableError ||
    (error instanceof ProblemError && (error.code === 'busy' || error.code === 'aws_unavailable'))
  );
}
