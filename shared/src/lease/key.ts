import { type Result, refuse, succeed } from '../result.ts';
import { leaseId, parseLeaseId } from './id.ts';
import type { LeaseRecord } from './record.ts';

/** All lease records have this prefix, so that one listing reads them all. */
export const LEASE_PREFIX = 'leases/';

const TIME_DIGITS = 15;
const MAX_TIME = 10 ** TIME_DIGITS - 1;
const TIMES = /^(\d{15})-(\d{15})$/;

/**
 * The S3 key that holds a whole record: `leases/<lease id>/<at>-<endsAt>`, times in milliseconds with leading zeros, so
 * that the keys of a lease sort by age.
 * @throws {RangeError} when a time is not a whole number of milliseconds since the epoch, or the end precedes the start
 */
export function leaseKey(record: LeaseRecord): string {
  if (record.endsAt < record.at) throw new RangeError('A lease cannot end before it begins.');
  return `${LEASE_PREFIX}${leaseId(record)}/${timeText(record.at)}-${timeText(record.endsAt)}`;
}

function timeText(time: number): string {
  if (!Number.isInteger(time) || time < 0 || time > MAX_TIME) {
    throw new RangeError(`${time} is not a time in milliseconds since the epoch.`);
  }
  return String(time).padStart(TIME_DIGITS, '0');
}

/** Reads a key; only exactly what `leaseKey` writes is accepted. */
export function parseLeaseKey(key: string): Result<LeaseRecord> {
  if (!key.startsWith(LEASE_PREFIX)) return refuse(`it does not begin with ${LEASE_PREFIX}`);
  const [id = '', times, ...rest] = key.slice(LEASE_PREFIX.length).split('/');
  if (times === undefined || rest.length > 0) return refuse('it does not have three parts');
  const identity = parseLeaseId(id);
  if (!identity.ok) return identity;
  const match = TIMES.exec(times);
  if (match === null) return refuse('its times are not two numbers of fifteen digits');
  const [at, endsAt] = [Number(match[1]), Number(match[2])];
  if (endsAt < at) return refuse('it ends before it begins');
  return succeed({ ...identity.value, at, endsAt });
}

/** `leases/<id>/<times>` → `leases/<id>`: the lease that a record is about. */
export function leaseOfKey(key: string): string {
  return key.slice(0, key.lastIndexOf('/'));
}

/** The first of the keys that is of the record's lease and of a record at least as new: keys of a lease sort by age. */
export function findLeaseKey(keys: readonly string[], record: LeaseRecord): string | undefined {
  const own = leaseKey(record);
  const lease = `${leaseOfKey(own)}/`;
  return keys.find((key) => key.startsWith(lease) && key >= own);
}
