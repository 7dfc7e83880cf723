import { parseCidr } from '@genkan/shared/address';
import type { LeaseRecord } from '@genkan/shared/lease';
import { expect, test } from 'vitest';
import { NOON } from '../../testing/test-backend.ts';
import { findCeiling } from './find-ceiling.ts';

const SECOND = 1000;
const HOUR = 3600 * SECOND;

/** A record of one lease, by its time and its end in milliseconds after noon; a revocation ends at its time. */
function record(at: number, endsAt = at + HOUR): LeaseRecord {
  const cidr = parseCidr('203.0.113.7/32');
  if (!cidr.ok) throw new Error(cidr.reason);
  return { memberId: 'hanako', cidr: cidr.value, at: NOON + at, endsAt: NOON + endsAt };
}

const revocation = (at: number) => record(at, at);

test.each<[string, number, readonly LeaseRecord[]]>([
  ['each grant counts', 3, [record(0), record(SECOND), record(2 * SECOND)]],
  ['a revocation does not count', 1, [record(0), revocation(SECOND)]],
  [
    'a record that was put again above a newer one does not count',
    1,
    [record(0), revocation(5), record(6, HOUR)],
  ],
  [
    'nor do those of several requests that waited together',
    3,
    [
      ...[record(0), record(1 * SECOND), record(2 * SECOND)],
      revocation(5 * SECOND),
      ...[0, 1, 2].map((n) => record(5 * SECOND + 1, n * SECOND + HOUR)),
    ],
  ],
  ['a grant a millisecond after another one counts', 2, [record(0), record(1)]],
])('%s', (_, count, records) => {
  const find = (memberGrants: number) =>
    findCeiling({ config: { memberGrants }, clock: { now: () => NOON + 60 * SECOND } }, records, {
      active: [],
      acknowledged: [],
    });
  expect(find(count).retryAt.size).toBe(0);
  expect(find(count - 1).retryAt.size).toBe(1);
});
