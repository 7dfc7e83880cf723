import { describe, expect, test } from 'vitest';
import { cidr, fence, lease } from '../../testing/given.ts';
import { findDrift } from '../render.ts';

const OFFICE = '192.0.2.0/24';
const A = '203.0.113.7/32';
const B = '198.51.100.9/32';
const none = { added: [], removed: [], other: [] };

test.each([
  ['nothing', fence(OFFICE), fence(OFFICE), none],
  ['an active lease', fence([OFFICE, A]), fence(OFFICE), none],
  ['an ended lease on its way out', fence([OFFICE, B]), fence(OFFICE), none],
  ['an active lease that is not in yet', fence(OFFICE), fence(OFFICE), none],
  ['nothing but leases', fence([A, B]), fence(OFFICE), { ...none, removed: [OFFICE] }],
  [
    'an entry made by hand',
    fence([OFFICE, '203.0.113.8']),
    fence(OFFICE),
    { ...none, added: ['203.0.113.8'] },
  ],
  ['a wider one', fence([OFFICE, '203.0.113.0/24']), fence(OFFICE), { ...none, added: ['203.0.113.0/24'] }],
  [
    'an office taken out',
    fence(B),
    fence([OFFICE, '192.0.2.77']),
    { ...none, removed: [OFFICE, '192.0.2.77'] },
  ],
  ['another spelling', fence(['192.0.2.9/24']), fence(OFFICE), none],
  ['a leased office taken out', fence([OFFICE]), fence([OFFICE, A]), { ...none, removed: [A] }],
])('%s', (_, live, baseline, drift) => {
  expect(findDrift({ live, baseline, active: [lease(A)], ended: [cidr(B)] })).toEqual(drift);
});

describe('other drift', () => {
  test('a change outside the lists', () => {
    const live = fence([OFFICE, A]).replace('"Action":"*"', '"Action":"s3:*"');
    expect(findDrift({ live, baseline: fence(OFFICE), active: [lease(A)], ended: [] })).toEqual({
      ...none,
      other: ['statement 1 → Action: was "*", now "s3:*"'],
    });
  });

  test('a document that cannot be read', () => {
    const input = { active: [], ended: [] };
    expect(findDrift({ ...input, live: '[', baseline: fence(OFFICE) })).toEqual({
      ...none,
      other: ['the live policy: it is not JSON (line 1)'],
    });
    expect(findDrift({ ...input, live: fence(OFFICE), baseline: fence([]) })).toEqual({
      ...none,
      other: ["the baseline: statement 1's list is empty, which denies everyone; put an address into it"],
    });
  });
});
