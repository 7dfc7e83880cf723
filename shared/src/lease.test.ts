import { expect, test } from 'vitest';
import { parseCidr } from './address.ts';
import {
  leaseEnd,
  leaseId,
  leaseKey,
  nextReset,
  parseLeaseId,
  parseLeaseKey,
  resolveLeases,
} from './lease.ts';

const cidr = (text: string) => {
  const parsed = parseCidr(text);
  if (!parsed.ok) throw new TypeError(parsed.reason);
  return parsed.value;
};

test('ids and keys round-trip', () => {
  const record = { memberId: 'hanako', cidr: cidr('2001:db8::/64'), at: 5, endsAt: 7 };
  expect(leaseId(record)).toBe('hanako~2001-db8--_64');
  expect(parseLeaseId(leaseId(record))).toEqual({
    ok: true,
    value: { memberId: 'hanako', cidr: record.cidr },
  });
  expect(leaseKey(record)).toBe('leases/hanako~2001-db8--_64/000000000000005-000000000000007');
  expect(parseLeaseKey(leaseKey(record))).toEqual({ ok: true, value: record });
});

test('the newest record decides; revocations end a lease; the member limit replaces the oldest', () => {
  const at = (octet: number, start: number, end: number) => ({
    memberId: 'hanako',
    cidr: cidr(`203.0.113.${octet}`),
    at: start,
    endsAt: end,
  });
  const options = { now: 50, maxLeases: () => 2 };
  expect(resolveLeases([at(1, 1, 100), at(1, 2, 2)], options)).toEqual({
    active: [],
    ended: [at(1, 2, 2)],
    obsolete: [at(1, 1, 100)],
  });
  expect(resolveLeases([at(1, 1, 100), at(2, 2, 100), at(3, 3, 100)], options)).toEqual({
    active: [at(2, 2, 100), at(3, 3, 100)],
    ended: [at(1, 1, 100)],
    obsolete: [],
  });
});

test('a lease ends at the next reset, never within the hour, never beyond the maximum', () => {
  const now = Date.parse('2026-11-23T14:50:00Z');
  const reset = nextReset(now, { timeZone: 'Asia/Tokyo', time: '00:00' });
  expect(new Date(reset).toISOString()).toBe('2026-11-23T15:00:00.000Z');
  expect(leaseEnd({ now, nextReset: reset, maxMinutes: 1440 })).toBe(now + 3_600_000);
  expect(leaseEnd({ now, nextReset: reset, maxMinutes: 10 })).toBe(now + 600_000);
  expect(leaseEnd({ now, minutes: 5, nextReset: reset, maxMinutes: 10 })).toBe(now + 300_000);
});
