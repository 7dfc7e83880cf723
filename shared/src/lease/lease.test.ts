import { describe, expect, test } from 'vitest';
import { cidr } from '../../testing/given.ts';
import {
  DEFAULT_MAX_LEASES,
  isGrantable,
  type LeaseRecord,
  leaseEnd,
  leaseId,
  leaseKey,
  parseLeaseId,
  parseLeaseKey,
  resolveLeases,
  TOMBSTONE_MS,
} from '../lease.ts';

test('50,000 records of one member are resolved in time proportional to their number', () => {
  const renewals = Array.from({ length: 25_000 }, (_, n) => record(1, n, 100_000));
  const roaming = Array.from({ length: 25_000 }, (_, n) => ({
    memberId: 'hanako',
    cidr: cidr(`52.${n >> 16}.${(n >> 8) & 255}.${n & 255}`),
    at: 30_000 + n,
    endsAt: 100_000,
  }));
  const start = performance.now();
  const { active } = resolveLeases([...renewals, ...roaming], { now: 60_000, maxLeases: () => 6 });
  expect(active).toHaveLength(6);
  // Quadratic replay took 20 seconds and more.
  expect(performance.now() - start).toBeLessThan(3000);
});

/** A lease of Hanako's for one address of 203.0.113.0/24. */
function record(octet: number, at: number, endsAt: number, memberId = 'hanako'): LeaseRecord {
  return { memberId, cidr: cidr(`203.0.113.${octet}`), at, endsAt };
}

test.each([
  ['hanako', '203.0.113.7/32', 'hanako~203.0.113.7_32'],
  ['h-2', '2001:db8::/64', 'h-2~2001-db8--_64'],
  ['x', '::/0', 'x~--_0'],
  ['0', '0.0.0.0/0', '0~0.0.0.0_0'],
])('the id of %s and %s is %s', (memberId, text, id) => {
  expect(leaseId({ memberId, cidr: cidr(text) })).toBe(id);
  expect(parseLeaseId(id)).toEqual({ ok: true, value: { memberId, cidr: cidr(text) } });
});

test.each([
  ['', 'it does not begin with a member id'],
  ['hanako', 'it does not begin with a member id'],
  ['~203.0.113.7_32', 'it does not begin with a member id'],
  ['Hanako~203.0.113.7_32', 'it does not begin with a member id'],
  ['-a~203.0.113.7_32', 'it does not begin with a member id'],
  ['hanako~', 'it does not name an address block'],
  ['hanako~203.0.113.7_33', 'it does not name an address block'],
  ['hanako~203.0.113.7_32_', 'it does not name an address block'],
  ['hanako~taro~203.0.113.7_32', 'it does not name an address block'],
  ['hanako~203.0.113.7', 'its address block is not in canonical form'],
  ['hanako~203.0.113.7_24', 'its address block is not in canonical form'],
  ['hanako~203.0.113.7/32', 'its address block is not in canonical form'],
  ['hanako~2001-DB8--_64', 'its address block is not in canonical form'],
  ['hanako~2001:db8::_64', 'its address block is not in canonical form'],
])('%j is no lease id', (id, reason) => {
  expect(parseLeaseId(id)).toEqual({ ok: false, reason });
});

test('a key holds the whole record', () => {
  const key = 'leases/hanako~203.0.113.7_32/000000000000005-999999999999999';
  expect(leaseKey(record(7, 5, 999_999_999_999_999))).toBe(key);
  expect(parseLeaseKey(key)).toEqual({ ok: true, value: record(7, 5, 999_999_999_999_999) });
  expect(leaseKey(record(7, 5, 5))).toBe('leases/hanako~203.0.113.7_32/000000000000005-000000000000005');
});

test('a revocation has a key, and so has the epoch', () => {
  for (const revocation of [record(7, 5, 5), record(7, 0, 0)]) {
    expect(parseLeaseKey(leaseKey(revocation))).toEqual({ ok: true, value: revocation });
  }
});

test.each([
  ['members/hanako.json', 'it does not begin with leases/'],
  ['leases/hanako~203.0.113.7_32', 'it does not have three parts'],
  ['leases/hanako~203.0.113.7_32/000000000000005-000000000000007/x', 'it does not have three parts'],
  ['leases/hanako/000000000000005-000000000000007', 'it does not begin with a member id'],
  ['leases/hanako~203.0.113.7_32/5-7', 'its times are not two numbers of fifteen digits'],
  [
    'leases/hanako~203.0.113.7_32/000000000000005-000000000000007.json',
    'its times are not two numbers of fifteen digits',
  ],
  [
    'leases/hanako~203.0.113.7_32/0000000000000005-000000000000007',
    'its times are not two numbers of fifteen digits',
  ],
  ['leases/hanako~203.0.113.7_32/000000000000007-000000000000005', 'it ends before it begins'],
])('%j is no lease key', (key, reason) => {
  expect(parseLeaseKey(key)).toEqual({ ok: false, reason });
});

test.each([
  [5, 4, 'A lease cannot end before it begins.'],
  [-1, 4, '-1 is not a time in milliseconds since the epoch.'],
  [0.5, 4, '0.5 is not a time in milliseconds since the epoch.'],
  [5, 1e15, '1000000000000000 is not a time in milliseconds since the epoch.'],
  [5, Number.NaN, 'NaN is not a time in milliseconds since the epoch.'],
])('a record from %d to %d has no key', (at, endsAt, message) => {
  expect(() => leaseKey(record(7, at, endsAt))).toThrow(new RangeError(message));
});

describe('which leases hold', () => {
  const options = { now: 50, maxLeases: () => 2 };

  test('nothing comes of nothing', () => {
    expect(resolveLeases([], options)).toEqual({ active: [], ended: [], obsolete: [] });
  });

  test('a lease holds until the moment it ends', () => {
    expect(resolveLeases([record(1, 0, 51)], options)).toEqual({
      active: [record(1, 0, 51)],
      ended: [],
      obsolete: [],
    });
    expect(resolveLeases([record(1, 0, 50)], options)).toEqual({
      active: [],
      ended: [record(1, 0, 50)],
      obsolete: [],
    });
  });

  test('an ended lease is remembered for a day', () => {
    const records = [record(1, 0, 50)];
    const at = (now: number) => resolveLeases(records, { ...options, now });
    expect(at(50 + TOMBSTONE_MS - 1)).toEqual({ active: [], ended: records, obsolete: [] });
    expect(at(50 + TOMBSTONE_MS)).toEqual({ active: [], ended: [], obsolete: records });
    expect(TOMBSTONE_MS).toBe(86_400_000);
  });

  test('the newest record decides: a renewal', () => {
    expect(resolveLeases([record(1, 2, 100), record(1, 1, 40)], options)).toEqual({
      active: [record(1, 2, 100)],
      ended: [],
      obsolete: [record(1, 1, 40)],
    });
  });

  test('the newest record decides: a revocation', () => {
    expect(resolveLeases([record(1, 1, 100), record(1, 2, 2)], options)).toEqual({
      active: [],
      ended: [record(1, 2, 2)],
      obsolete: [record(1, 1, 100)],
    });
  });

  test('a revocation counts at once, even if it was written by a clock that is ahead', () => {
    expect(resolveLeases([record(1, 1, 100), record(1, 52, 52)], options)).toMatchObject({
      active: [],
      ended: [record(1, 52, 52)],
    });
    expect(resolveLeases([record(1, 52, 100)], options)).toMatchObject({ active: [record(1, 52, 100)] });
  });

  test('of two records of the same moment the longer decides', () => {
    expect(resolveLeases([record(1, 1, 100), record(1, 1, 1)], options)).toMatchObject({
      active: [record(1, 1, 100)],
    });
  });

  test('leases are ordered by age: by grant, by end, then by id', () => {
    const sorted = [
      record(9, 1, 100),
      record(1, 2, 90),
      record(1, 2, 100, 'abe'),
      record(1, 2, 100, 'taro'),
      record(2, 2, 100, 'taro'),
      record(3, 3, 100),
    ];
    const records = [4, 2, 5, 0, 3, 1].flatMap((index) => sorted.slice(index, index + 1));
    const all = { now: 50, maxLeases: () => 9 };
    expect(resolveLeases(records, all).active).toEqual(sorted);
    expect(resolveLeases(records, { ...all, now: 200 }).ended).toEqual(sorted);
    expect(resolveLeases(records, { ...all, now: 200 + TOMBSTONE_MS }).obsolete).toEqual(sorted);
  });

  test('the same record twice is one record, not a superseded one', () => {
    const { active, obsolete } = resolveLeases([record(1, 1, 100), record(1, 1, 100)], options);
    expect({ active, obsolete }).toEqual({ active: [record(1, 1, 100)], obsolete: [] });
  });

  test('a revocation is deleted only after what it revokes', () => {
    const now = 2 + TOMBSTONE_MS;
    const far = now * 2;
    const both = resolveLeases([record(1, 1, far), record(1, 2, 2)], { ...options, now });
    expect(both).toEqual({ active: [], ended: [], obsolete: [record(1, 1, far)] });
    const alone = resolveLeases([record(1, 2, 2)], { ...options, now });
    expect(alone).toEqual({ active: [], ended: [], obsolete: [record(1, 2, 2)] });
  });

  test("a member's oldest lease is replaced, other members' are not", () => {
    const taro = record(1, 0, 100, 'taro');
    expect(resolveLeases([record(1, 1, 100), taro, record(2, 2, 100), record(3, 3, 100)], options)).toEqual({
      active: [taro, record(2, 2, 100), record(3, 3, 100)],
      ended: [record(1, 1, 100)],
      obsolete: [],
    });
  });

  test('a replaced lease does not come back when another one ends', () => {
    const records = [record(1, 1, 100), record(2, 2, 100), record(3, 3, 100), record(3, 4, 4)];
    expect(resolveLeases(records, options)).toEqual({
      active: [record(2, 2, 100)],
      ended: [record(3, 4, 4), record(1, 1, 100)].sort((a, b) => a.at - b.at),
      obsolete: [],
    });
  });

  test('a replaced lease comes back when it is granted again', () => {
    const records = [record(1, 1, 100), record(2, 2, 100), record(3, 3, 100), record(1, 5, 90)];
    expect(resolveLeases(records, options)).toMatchObject({
      active: [record(3, 3, 100), record(1, 5, 90)],
      ended: [record(2, 2, 100)],
    });
  });

  test('a lease that has ended does not count', () => {
    const records = [record(1, 1, 100), record(2, 2, 3), record(3, 3, 100)];
    expect(resolveLeases(records, options)).toMatchObject({ active: [record(1, 1, 100), record(3, 3, 100)] });
  });

  test('the limit can differ from member to member', () => {
    const records = ['hanako', 'taro'].flatMap((memberId) =>
      [1, 2, 3].map((octet) => record(octet, octet, 100, memberId)),
    );
    const { active } = resolveLeases(records, {
      now: 50,
      maxLeases: (memberId) => (memberId === 'taro' ? 1 : 3),
    });
    expect(active.map(({ memberId }) => memberId).sort()).toEqual(['hanako', 'hanako', 'hanako', 'taro']);
    expect(DEFAULT_MAX_LEASES).toBe(6);
  });

  test('evidence of a replacement is kept until the replaced lease would have ended', () => {
    const records = [record(1, 1, 60), record(2, 2, 100), record(3, 3, 100), record(3, 4, 100)];
    expect(resolveLeases(records, options)).toMatchObject({ ended: [record(1, 1, 60)], obsolete: [] });
    expect(resolveLeases(records, { ...options, now: 60 })).toMatchObject({
      ended: [record(1, 1, 60)],
      obsolete: [record(3, 3, 100)],
    });
  });
});

describe('when a lease ends', () => {
  const now = Date.parse('2026-11-23T14:00:00Z');
  const minute = 60_000;
  test.each([
    ['at the next reset', undefined, 600, 1440, 600],
    ['not within the hour', undefined, 10, 1440, 60],
    ['an hour is enough', undefined, 60, 1440, 60],
    ['not beyond the maximum', undefined, 600, 480, 480],
    ['the maximum also bounds the hour', undefined, 10, 30, 30],
    ['as asked, however short', 5, 600, 1440, 5],
    ['as asked, beyond the reset', 700, 600, 1440, 700],
    ['as asked, up to the maximum', 5000, 600, 1440, 1440],
  ])('%s', (_, minutes, reset, maxMinutes, expected) => {
    const end = leaseEnd({ now, minutes, nextReset: now + reset * minute, maxMinutes });
    expect((end - now) / minute).toBe(expected);
  });
});

describe('which records a grant can have made', () => {
  test.each([
    ['203.0.113.7/32', true],
    ['203.0.113.7/31', false],
    ['203.0.113.0/24', false],
    ['0.0.0.0/0', false],
    ['0.0.0.0/32', false],
    ['10.0.0.1/32', false],
    ['2001:db8:1:2::/64', true],
    ['2001:db8:1:2::3/128', true],
    ['2001:db8:1::/48', false],
    ['::/0', false],
    ['fd00::/64', false],
    ['::/64', false],
    ['64:ff9b::a00:1/128', false],
    ['64:ff9b::cb00:7107/128', true],
  ])('%s: %s', (text, expected) => {
    expect(isGrantable({ memberId: 'hanako', cidr: cidr(text), at: 1, endsAt: 2 })).toBe(expected);
  });
});
