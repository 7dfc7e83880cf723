import { observedCidr } from '@genkan/shared/address';
import {
  isActive,
  isSameLease,
  type LeaseRecord,
  leaseEnd,
  newestRecord,
  nextReset,
} from '@genkan/shared/lease';
import type { BackendConfig } from '../runtime/config.ts';
import type { Member } from '../store/members.ts';
import type { GrantRequest } from './grant-request.ts';

interface LimitPorts {
  readonly config: Pick<BackendConfig, 'ipv6Prefix' | 'maxMinutes' | 'resetTime' | 'timeZone'>;
}

const DAY_MINUTES = 24 * 60;
const LONGEST_DAY_MINUTES = 25 * 60;

/** The record for a request. */
export function newLease(deps: LimitPorts, request: GrantRequest, now: number): LeaseRecord {
  const { member, minutes } = request;
  return {
    memberId: member.id,
    cidr: observedCidr(request.address, deps.config.ipv6Prefix),
    at: now,
    endsAt: leaseEnd({
      now,
      minutes,
      nextReset: nextReset(now, { timeZone: deps.config.timeZone, time: deps.config.resetTime }),
      maxMinutes: longestLease(deps, member, minutes),
    }),
  };
}

/**
 * How long a lease may be, in minutes. A limit of a day or more lets a lease without `minutes` last until the next reset
 * even on the day of 25 hours on which clocks go back.
 */
function longestLease(deps: LimitPorts, member: Member, minutes: number | undefined): number {
  const limit = Math.min(deps.config.maxMinutes, member.limits?.maxMinutes ?? Number.POSITIVE_INFINITY);
  return minutes === undefined && limit >= DAY_MINUTES ? Math.max(limit, LONGEST_DAY_MINUTES) : limit;
}

/**
 * A record of the same lease that is newer than ours (the clock was set back, or another request renewed or revoked in
 * between) decides; unless it keeps the lease at least as long as we want, ours is written again as the newest.
 */
export function supersede(
  record: LeaseRecord,
  records: readonly LeaseRecord[],
  now: number,
): LeaseRecord | undefined {
  const newest = newestRecord(records.filter((other) => isSameLease(other, record)));
  if (!newest || newest.at <= record.at) return undefined;
  if (isActive(newest, now) && newest.endsAt >= record.endsAt) return undefined;
  const at = newest.at + 1;
  return { ...record, at, endsAt: Math.max(record.endsAt, at + 1) };
}

/** Was the lease held just before this record of it? */
export function wasHeld(records: readonly LeaseRecord[], record: LeaseRecord): boolean {
  const before = newestRecord(records.filter((other) => isSameLease(other, record) && other.at < record.at));
  return isActive(before, record.at);
}
