import { describe, expect, test } from 'vitest';
import { address, ipPolicy, lease } from '../../testing/given.ts';
import type { RenderLease } from '../render.ts';
import { explainAccess } from '../render.ts';

function explain(live: string, baseline: string, active: readonly RenderLease[], text: string) {
  return explainAccess({ live, baseline, active, address: address(text) });
}

describe('one allowlist', () => {
  const live = ipPolicy([
    '123.123.123.123',
    '203.0.113.7/32',
    '203.0.113.0/28',
    '198.51.100.0/24',
    '2001:DB8::/64',
  ]);
  const baseline = ipPolicy(['123.123.123.123/32', '192.0.2.1']);
  const active = [
    lease('203.0.113.7', 1, 500),
    lease('203.0.113.7', 2, 900),
    lease('203.0.113.0/28', 1, 700),
  ];

  test.each([
    ['123.123.123.123', { allowed: true, by: 'baseline', entry: '123.123.123.123' }],
    ['203.0.113.7', { allowed: true, by: 'lease', entry: '203.0.113.7/32', until: 900 }],
    ['203.0.113.8', { allowed: true, by: 'lease', entry: '203.0.113.0/28', until: 700 }],
    ['198.51.100.200', { allowed: true, by: 'manual', entry: '198.51.100.0/24' }],
    ['2001:db8::9', { allowed: true, by: 'manual', entry: '2001:DB8::/64' }],
    ['192.0.2.1', { allowed: false }],
    ['123.123.123.124', { allowed: false }],
    ['2001:db8:0:1::', { allowed: false }],
  ])('%s', (text, access) => {
    expect(explain(live, baseline, active, text)).toEqual({ ok: true, access });
  });

  test.each([
    [['198.51.100.0/24', '198.51.100.7/32'], 'baseline', '198.51.100.7/32'],
    [['198.51.100.7/32', '198.51.100.0/24'], 'baseline', '198.51.100.7/32'],
  ])('the baseline explains before an entry made by hand: %j', (entries, by, entry) => {
    expect(explain(ipPolicy(entries), ipPolicy('198.51.100.7'), [], '198.51.100.7')).toEqual({
      ok: true,
      access: { allowed: true, by, entry },
    });
  });

  test.each([[['198.51.100.0/24', '198.51.100.7/32']], [['198.51.100.7/32', '198.51.100.0/24']]])(
    'a lease explains before an entry made by hand: %j',
    (entries) => {
      expect(
        explain(ipPolicy(entries), ipPolicy('192.0.2.1'), [lease('198.51.100.7', 1, 9)], '198.51.100.7'),
      ).toEqual({
        ok: true,
        access: { allowed: true, by: 'lease', entry: '198.51.100.7/32', until: 9 },
      });
    },
  );

  test('the baseline explains before a lease for a wider block', () => {
    expect(
      explain(
        ipPolicy(['198.51.100.0/24', '198.51.100.7']),
        ipPolicy('198.51.100.7'),
        [lease('198.51.100.0/24')],
        '198.51.100.7',
      ),
    ).toEqual({ ok: true, access: { allowed: true, by: 'baseline', entry: '198.51.100.7' } });
  });

  test('of two leases the one that ends last explains', () => {
    const entries = ['198.51.100.0/24', '198.51.100.7/32', '198.51.100.0/25'];
    const leases = [
      lease('198.51.100.0/24', 1, 5),
      lease('198.51.100.7', 1, 7),
      lease('198.51.100.0/25', 1, 6),
    ];
    expect(explain(ipPolicy(entries), ipPolicy('192.0.2.1'), leases, '198.51.100.7')).toEqual({
      ok: true,
      access: { allowed: true, by: 'lease', entry: '198.51.100.7/32', until: 7 },
    });
  });

  test('of two leases that end together the first entry explains', () => {
    const leases = [lease('198.51.100.0/24', 1, 5), lease('198.51.100.7', 1, 5)];
    expect(
      explain(
        ipPolicy(['198.51.100.0/24', '198.51.100.7/32']),
        ipPolicy('192.0.2.1'),
        leases,
        '198.51.100.7',
      ),
    ).toEqual({ ok: true, access: { allowed: true, by: 'lease', entry: '198.51.100.0/24', until: 5 } });
  });

  test('a lease for another address explains nothing', () => {
    const entries = ['198.51.100.7/32', '198.51.100.8/32'];
    expect(
      explain(ipPolicy(entries), ipPolicy('192.0.2.1'), [lease('198.51.100.8', 1, 9)], '198.51.100.7'),
    ).toEqual({ ok: true, access: { allowed: true, by: 'manual', entry: '198.51.100.7/32' } });
  });

  test('of two entries made by hand the first explains', () => {
    expect(
      explain(ipPolicy(['198.51.100.0/24', '198.51.100.0/25']), ipPolicy('192.0.2.1'), [], '198.51.100.7'),
    ).toEqual({
      ok: true,
      access: { allowed: true, by: 'manual', entry: '198.51.100.0/24' },
    });
  });
});

describe('several allowlists', () => {
  /** A policy with an allowlist for each list. */
  const withAllowlists = (...lists: readonly (readonly string[])[]) =>
    JSON.stringify({
      Statement: lists.map((entries, index) => ({
        Sid: `Office${index}`,
        Effect: 'Deny',
        Condition: { NotIpAddress: { 'aws:SourceIp': entries } },
      })),
    });
  const A = '203.0.113.7/32';
  const OFFICE = '192.0.2.0/24';

  test('all must let the address in', () => {
    expect(explain(withAllowlists([A], [OFFICE]), withAllowlists([A], [OFFICE]), [], '203.0.113.7')).toEqual({
      ok: true,
      access: { allowed: false },
    });
    expect(explain(withAllowlists([OFFICE], [A]), withAllowlists([A], [OFFICE]), [], '203.0.113.7')).toEqual({
      ok: true,
      access: { allowed: false },
    });
  });

  test.each([
    [
      'a lease closes before the baseline',
      [[A], [A]],
      [[A], [OFFICE]],
      [lease(A, 1, 9)],
      { by: 'lease', entry: A, until: 9 },
    ],
    [
      'whatever the order',
      [[A], [A]],
      [[OFFICE], [A]],
      [lease(A, 1, 9)],
      { by: 'lease', entry: A, until: 9 },
    ],
    [
      'an entry made by hand before the baseline',
      [[A], [A]],
      [[A], [OFFICE]],
      [],
      { by: 'manual', entry: A },
    ],
    [
      'a lease before an entry made by hand',
      [[A], ['203.0.113.0/24']],
      [[OFFICE], [OFFICE]],
      [lease(A, 1, 9)],
      { by: 'lease', entry: A, until: 9 },
    ],
    [
      'whatever the order, too',
      [['203.0.113.0/24'], [A]],
      [[OFFICE], [OFFICE]],
      [lease(A, 1, 9)],
      { by: 'lease', entry: A, until: 9 },
    ],
    [
      'of two leases the one that ends first',
      [[A], ['203.0.113.0/24']],
      [[OFFICE], [OFFICE]],
      [lease(A, 1, 9), lease('203.0.113.0/24', 1, 8)],
      { by: 'lease', entry: '203.0.113.0/24', until: 8 },
    ],
    [
      'of two leases the one that ends first, whatever the order',
      [['203.0.113.0/24'], [A]],
      [[OFFICE], [OFFICE]],
      [lease(A, 1, 9), lease('203.0.113.0/24', 1, 8)],
      { by: 'lease', entry: '203.0.113.0/24', until: 8 },
    ],
    [
      'of two that close alike the first',
      [['203.0.113.0/24'], [A]],
      [[OFFICE], [OFFICE]],
      [],
      { by: 'manual', entry: '203.0.113.0/24' },
    ],
  ])('%s', (_, live, baseline, active, access) => {
    expect(explain(withAllowlists(...live), withAllowlists(...baseline), active, '203.0.113.7')).toEqual({
      ok: true,
      access: { allowed: true, ...access },
    });
  });

  test('only the wanted Sids count', () => {
    const document = withAllowlists([A], [OFFICE]);
    const answer = explainAccess({
      live: document,
      baseline: document,
      active: [],
      address: address('203.0.113.7'),
      sids: ['Office0'],
    });
    expect(answer).toEqual({ ok: true, access: { allowed: true, by: 'baseline', entry: A } });
  });
});

test('what cannot be read is said', () => {
  const good = ipPolicy('192.0.2.1');
  expect(explain('{}', good, [], '192.0.2.1')).toEqual({
    ok: false,
    code: 'policy_unsupported',
    reason: 'it has no Statement, so it is not a policy',
  });
  expect(explain(good, '{}', [], '192.0.2.1')).toEqual({
    ok: false,
    code: 'baseline_invalid',
    reason: 'it has no Statement, so it is not a policy',
  });
});
