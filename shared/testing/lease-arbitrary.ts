import fc from 'fast-check';
import { type LeaseRecord, leaseKey } from '../src/lease.ts';
import { anyCidr, crowdedCidr } from './address-arbitrary.ts';

export const anyMemberId = fc.stringMatching(/^[a-z\d][a-z\d-]{0,31}$/);

const anyTime = fc.oneof(
  fc.nat(100),
  fc.integer({ min: 0, max: 4_102_444_800_000 }),
  fc.constant(999_999_999_999_999),
);

/** Any record that a key can hold. */
export const anyRecord: fc.Arbitrary<LeaseRecord> = fc
  .record({ memberId: anyMemberId, cidr: anyCidr, times: fc.tuple(anyTime, anyTime) })
  .map(({ memberId, cidr, times: [a, b] }) => ({
    memberId,
    cidr,
    at: Math.min(a, b),
    endsAt: Math.max(a, b),
  }));

const DAY = 24 * 3_600_000;
const anyMoment = fc.oneof(fc.nat(20), fc.constantFrom(DAY - 1, DAY, DAY + 1, DAY + 10, 2 * DAY));

/** Histories of two members with few blocks, so that records supersede each other, tie, end and are revoked. */
export const anyHistory: fc.Arbitrary<readonly LeaseRecord[]> = fc.uniqueArray(
  fc
    .record({
      memberId: fc.constantFrom('hanako', 'taro'),
      cidr: crowdedCidr,
      at: anyMoment,
      length: fc.oneof(fc.constant(0), fc.nat(20), fc.constant(DAY)),
    })
    .map(({ memberId, cidr, at, length }) => ({ memberId, cidr, at, endsAt: at + length })),
  { maxLength: 14, selector: leaseKey },
);

/** A time at which to look at such a history. */
export const anyNow = fc.oneof(
  fc.nat(30),
  fc.integer({ min: 0, max: 3 * DAY }),
  fc.constantFrom(DAY, 2 * DAY, DAY + 5),
);
