import { describe, expect, test } from 'vitest';
import { cidr, ipPolicy, lease } from '../../testing/given.ts';
import { findDrift } from '../render.ts';

const OFFICE = '192.0.2.0/24';
const A = '203.0.113.7/32';
const B = '198.51.100.9/32';
const none = { added: [], removed: [], other: [] };

test.each([
  ['nothing', ipPolicy(OFFICE), ipPolicy(OFFICE), none],
  ['an active lease', ipPolicy([OFFICE, A]), ipPolicy(OFFICE), none],
  ['an ended lease on its way out', ipPolicy([OFFICE, B]), ipPolicy(OFFICE), none],
  ['an active lease that is not in yet', ipPolicy(OFFICE), ipPolicy(OFFICE), none],
  ['nothing but leases', ipPolicy([A, B]), ipPolicy(OFFICE), { ...none, removed: [OFFICE] }],
  [
    'an entry made by hand',
    ipPolicy([OFFICE, '203.0.113.8']),
    ipPolicy(OFFICE),
    { ...none, added: ['203.0.113.8'] },
  ],
  [
    'a wider one',
    ipPolicy([OFFICE, '203.0.113.0/24']),
    ipPolicy(OFFICE),
    { ...none, added: ['203.0.113.0/24'] },
  ],
  [
    'an office taken out',
    ipPolicy(B),
    ipPolicy([OFFICE, '192.0.2.77']),
    { ...none, removed: [OFFICE, '192.0.2.77'] },
  ],
  ['another spelling', ipPolicy(['192.0.2.9/24']), ipPolicy(OFFICE), none],
  ['a leased office taken out', ipPolicy([OFFICE]), ipPolicy([OFFICE, A]), { ...none, removed: [A] }],
])('%s', (_, live, baseline, drift) => {
  expect(findDrift({ live, baseline, active: [lease(A)], ended: [cidr(B)] })).toEqual(drift);
});

describe('other drift', () => {
  test('a change outside the lists', () => {
    const live = ipPolicy([OFFICE, A]).replace('"Action":"*"', '"Action":"s3:*"');
    expect(findDrift({ live, baseline: ipPolicy(OFFICE), active: [lease(A)], ended: [] })).toEqual({
      ...none,
      other: ['statement 1 → Action: was "*", now "s3:*"'],
    });
  });

  test('a document that cannot be read', () => {
    const input = { active: [], ended: [] };
    expect(findDrift({ ...input, live: '[', baseline: ipPolicy(OFFICE) })).toEqual({
      ...none,
      other: ['the live policy: it is not JSON (line 1)'],
    });
    expect(findDrift({ ...input, live: ipPolicy(OFFICE), baseline: ipPolicy([]) })).toEqual({
      ...none,
      other: ["the baseline: statement 1's list is empty, which denies everyone; put an address into it"],
    });
  });
});
