import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyHistory, anyNow, anyRecord } from '../../testing/lease-arbitrary.ts';
import {
  type LeaseRecord,
  leaseEnd,
  leaseId,
  leaseKey,
  parseLeaseId,
  parseLeaseKey,
  resolveLeases,
  TOMBSTONE_MS,
} from '../lease.ts';

test('every lease survives its id and its key', () => {
  fc.assert(
    fc.property(anyRecord, (record) => {
      const { memberId, cidr } = record;
      expect(parseLeaseId(leaseId(record))).toEqual({ ok: true, value: { memberId, cidr } });
      expect(parseLeaseKey(leaseKey(record))).toEqual({ ok: true, value: record });
      expect(encodeURIComponent(leaseId(record))).toBe(leaseId(record));
    }),
    { numRuns: 300 },
  );
});

test('an id or a key that can be read equals the one that would be written', () => {
  const mutated = fc
    .record({ record: anyRecord, at: fc.nat(80), put: fc.string({ maxLength: 1 }), cut: fc.nat(1) })
    .map(({ record, at, put, cut }) => {
      const key = leaseKey(record);
      return key.slice(0, at) + put + key.slice(at + cut);
    });
  fc.assert(
    fc.property(fc.oneof(mutated, fc.string()), (text) => {
      const key = parseLeaseKey(text);
      if (key.ok) expect(leaseKey(key.value)).toBe(text);
      const idText = text.split('/')[1] ?? text;
      const id = parseLeaseId(idText);
      if (id.ok) expect(leaseId(id.value)).toBe(idText);
    }),
    { numRuns: 500 },
  );
});

test('keys of one lease sort by age', () => {
  fc.assert(
    fc.property(anyRecord, fc.nat(1000), fc.nat(1000), (record, later, longer) => {
      fc.pre(record.endsAt + later + longer < 1e15);
      const next = { ...record, at: record.at + later, endsAt: record.endsAt + later + longer };
      expect(leaseKey(record) <= leaseKey(next)).toBe(true);
    }),
  );
});

/** A history looked at after everything in it was written. */
const anyResolution = fc
  .record({ history: anyHistory, now: anyNow, limit: fc.integer({ min: 1, max: 4 }) })
  .map(({ history, now, limit }) => ({ records: history.filter(({ at }) => at <= now), now, limit }));

function resolve(records: readonly LeaseRecord[], now: number, limit: number) {
  return resolveLeases(records, { now, maxLeases: () => limit });
}

test('every lease is active or not by its newest record, within the limit, and never twice', () => {
  fc.assert(
    fc.property(anyResolution, ({ records, now, limit }) => {
      const { active, ended, obsolete } = resolve(records, now, limit);
      const newest = new Map<string, LeaseRecord>();
      for (const record of records) {
        const id = leaseId(record);
        const known = newest.get(id);
        if (
          known === undefined ||
          record.at > known.at ||
          (record.at === known.at && record.endsAt > known.endsAt)
        ) {
          newest.set(id, record);
        }
      }
      for (const record of active) {
        expect(record).toEqual(newest.get(leaseId(record)));
        expect(record.endsAt).toBeGreaterThan(now);
      }
      for (const member of ['hanako', 'taro']) {
        const holding = active.filter(({ memberId }) => memberId === member);
        expect(holding.length).toBeLessThanOrEqual(limit);
      }
      const ids = [...active, ...ended].map(leaseId);
      expect(new Set(ids).size).toBe(ids.length);
      for (const record of ended) expect(record.endsAt).toBeGreaterThan(now - TOMBSTONE_MS);
      for (const [id, record] of newest) {
        const isKnown = ids.includes(id);
        expect(isKnown || record.endsAt <= now - TOMBSTONE_MS).toBe(true);
        if (isKnown) expect(obsolete).not.toContain(record);
      }
    }),
    { numRuns: 300 },
  );
});

test('without a limit, exactly what has not ended is active', () => {
  fc.assert(
    fc.property(anyResolution, ({ records, now }) => {
      const { active, ended, obsolete } = resolve(records, now, 1000);
      const ids = new Set(records.map(leaseId));
      for (const id of ids) {
        const own = records.filter((record) => leaseId(record) === id);
        const last = own.reduce((a, b) => (b.at > a.at || (b.at === a.at && b.endsAt > a.endsAt) ? b : a));
        expect(active.includes(last)).toBe(last.endsAt > now);
        expect(ended.includes(last)).toBe(last.endsAt <= now && now - last.endsAt < TOMBSTONE_MS);
        const isOld = now - last.endsAt >= TOMBSTONE_MS;
        for (const record of own) {
          expect(obsolete.includes(record)).toBe(record === last ? isOld && own.length === 1 : true);
        }
      }
    }),
    { numRuns: 300 },
  );
});

test('the order of the records does not matter', () => {
  fc.assert(
    fc.property(
      anyResolution.chain((given) =>
        fc.record({
          given: fc.constant(given),
          shuffled: fc.shuffledSubarray([...given.records], { minLength: given.records.length }),
        }),
      ),
      ({ given: { records, now, limit }, shuffled }) => {
        expect(resolve(shuffled, now, limit)).toEqual(resolve(records, now, limit));
      },
    ),
  );
});

test('deleting obsolete records, some or all, changes nothing, now or later', () => {
  fc.assert(
    fc.property(
      anyResolution,
      fc.nat(3 * TOMBSTONE_MS),
      fc.infiniteStream(fc.boolean()),
      (given, later, coins) => {
        const { records, now, limit } = given;
        const { obsolete } = resolve(records, now, limit);
        const kept = records.filter((record) => !obsolete.includes(record) || coins.next().value);
        for (const time of [now, now + later]) {
          const { active, ended } = resolve(records, time, limit);
          expect(resolve(kept, time, limit)).toMatchObject({ active, ended });
        }
      },
    ),
    { numRuns: 500 },
  );
});

test('time alone makes no lease active again', () => {
  fc.assert(
    fc.property(anyResolution, fc.nat(TOMBSTONE_MS), ({ records, now, limit }, later) => {
      const before = new Set(resolve(records, now, limit).active.map(leaseId));
      const after = resolve(records, now + later, limit).active.map(leaseId);
      for (const id of after) expect(before.has(id)).toBe(true);
    }),
    { numRuns: 300 },
  );
});

test('the end of a lease does not reactivate a replaced one', () => {
  fc.assert(
    fc.property(anyResolution, fc.nat(20), ({ records, now, limit }, pick) => {
      const before = resolve(records, now, limit).active;
      const chosen = before[pick % Math.max(before.length, 1)];
      fc.pre(chosen !== undefined);
      const end = { ...chosen, at: now, endsAt: now };
      fc.pre(records.every(({ at }) => at < now));
      const after = resolve([...records, end], now, limit);
      expect(after.active).toEqual(before.filter((record) => record !== chosen));
      expect(after.ended).toContainEqual(end);
    }),
    { numRuns: 300 },
  );
});

test('a lease is never longer than the maximum, and by default never shorter than an hour or the reset', () => {
  const minutes = fc.integer({ min: 1, max: 525_600 });
  fc.assert(
    fc.property(
      fc.nat(),
      fc.option(minutes, { nil: undefined }),
      fc.nat(90_000_000),
      minutes,
      (now, asked, ahead, maxMinutes) => {
        const nextReset = now + 1 + ahead;
        const end = leaseEnd({ now, minutes: asked, nextReset, maxMinutes });
        expect(end).toBeGreaterThan(now);
        expect(end).toBeLessThanOrEqual(now + maxMinutes * 60_000);
        if (asked !== undefined) expect(end).toBe(now + Math.min(asked, maxMinutes) * 60_000);
        else expect(end).toBe(Math.min(Math.max(nextReset, now + 3_600_000), now + maxMinutes * 60_000));
      },
    ),
  );
});
