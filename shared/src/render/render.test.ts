import { describe, expect, test } from 'vitest';
import { cidr, ipPolicy, lease } from '../../testing/given.ts';
import { MAX_POLICY_SIZE, policySize } from '../policy.ts';
import { renderGrant, renderReset } from '../render.ts';

const OFFICE = '192.0.2.0/24';
const A = '203.0.113.7/32';
const B = '198.51.100.9/32';
const C = '198.51.100.10/32';

/** A policy with an allowlist for each list. */
function withAllowlists(...lists: readonly (readonly string[])[]): string {
  return JSON.stringify({
    Statement: lists.map((entries, index) => ({
      Sid: `Office${index}`,
      Effect: 'Deny',
      Condition: { NotIpAddress: { 'aws:SourceIp': entries } },
    })),
  });
}

describe('a grant', () => {
  test('adds the lease and nothing else', () => {
    const office = `{ "Version": "2012-10-17",
  "Statement": [ { "Sid": "", "Effect": "Deny", "Action": "*", "Resource": "*",
    "Condition": { "NotIpAddress": { "aws:SourceIp": [ "123.123.123.123/32" ] } } } ] }`;
    expect(renderGrant({ live: office, baseline: office, active: [lease(A, 1, 1000)], ended: [] })).toEqual({
      ok: true,
      document: office.replace('123.123.123.123/32"', `123.123.123.123/32", "${A}"`),
      added: [A],
      removed: [],
      omitted: [],
      restored: [],
      fits: 1,
      nextEnd: 1000,
    });
  });

  test('tells once what came into several allowlists, and each spelling that left', () => {
    const result = renderGrant({
      live: withAllowlists([OFFICE, B, '198.51.100.9'], [OFFICE, B]),
      baseline: withAllowlists([OFFICE], [OFFICE]),
      active: [lease(A)],
      ended: [cidr(B)],
    });
    expect(result).toMatchObject({
      document: withAllowlists([OFFICE, A], [OFFICE, A]),
      added: [A],
      removed: [B, '198.51.100.9'],
    });
  });

  test('brings leases in by age, then by text', () => {
    const active = [lease(C, 2), lease(B, 2), lease(A, 1), lease('203.0.113.6', 3)];
    for (const leases of [active, active.toReversed()]) {
      const result = renderGrant({
        live: ipPolicy(OFFICE),
        baseline: ipPolicy(OFFICE),
        active: leases,
        ended: [],
      });
      expect(result).toMatchObject({ added: [A, C, B, '203.0.113.6/32'] });
    }
  });

  test('a block is as old as its oldest lease', () => {
    const active = [lease(A, 5), lease(B, 4), lease(A, 3)];
    const result = renderGrant({ live: ipPolicy(OFFICE), baseline: ipPolicy(OFFICE), active, ended: [] });
    expect(result).toMatchObject({ added: [A, B], fits: 3 });
  });

  test('needs no change: the document comes back', () => {
    const live = ipPolicy([OFFICE, A]);
    expect(renderGrant({ live, baseline: ipPolicy(OFFICE), active: [lease(A, 1, 7)], ended: [] })).toEqual({
      ok: true,
      document: live,
      added: [],
      removed: [],
      omitted: [],
      restored: [],
      fits: 1,
      nextEnd: 7,
    });
  });

  test('stops at a broken baseline and at a live policy that is not safe to edit', () => {
    const input = { active: [], ended: [] };
    expect(renderGrant({ ...input, live: ipPolicy(OFFICE), baseline: '' })).toEqual({
      ok: false,
      code: 'baseline_invalid',
      reason: 'it is not JSON (line 1)',
    });
    expect(renderGrant({ ...input, live: ipPolicy('[office]'), baseline: ipPolicy(OFFICE) })).toEqual({
      ok: false,
      code: 'policy_unsupported',
      reason: `statement 1's list holds "[office]", which is not an address`,
    });
  });
});

describe('when there is room again', () => {
  const ends = (live: string, baseline: string, active: Parameters<typeof renderGrant>[0]['active']) => {
    const result = renderGrant({ live, baseline, active, ended: [] });
    return result.ok ? result.nextEnd : result.reason;
  };

  test.each([
    ['no lease: never', ipPolicy(OFFICE), [], undefined],
    ['the first that ends', ipPolicy(OFFICE), [lease(A, 1, 9), lease(B, 2, 8)], 8],
    ['of one block the last that ends', ipPolicy(OFFICE), [lease(A, 1, 9), lease(A, 2, 8)], 9],
    ['whatever their order', ipPolicy(OFFICE), [lease(A, 1, 8), lease(A, 2, 9)], 9],
    ['a lease for an office takes no room', ipPolicy([OFFICE, A]), [lease(A, 1, 8), lease(B, 2, 9)], 9],
    [
      'a lease inside an office takes no room',
      ipPolicy(['203.0.113.0/24']),
      [lease(A, 1, 8), lease(B, 2, 9)],
      9,
    ],
    ['one that ends at the epoch', ipPolicy(OFFICE), [lease(A, -9, 0)], 0],
  ])('%s', (_, document, active, expected) => {
    expect(ends(document, document, active)).toBe(expected);
  });

  test('a lease takes room if it stands in one allowlist of two', () => {
    const document = withAllowlists([OFFICE], ['203.0.113.0/24']);
    expect(ends(document, document, [lease(A, 1, 8)])).toBe(8);
    const named = withAllowlists([OFFICE], [A]);
    expect(ends(withAllowlists([OFFICE], [A]), named, [lease(A, 1, 8)])).toBe(8);
  });
});

describe('a full document', () => {
  test('the limit is that of IAM', () => {
    const active = Array.from({ length: 400 }, (_, index) =>
      lease(`203.0.${index >> 8}.${index & 255}`, index, 1000 + index),
    );
    const result = renderReset({ baseline: ipPolicy(OFFICE), active });
    if (!result.ok) return expect.fail(result.reason);
    expect(policySize(result.document)).toBeLessThanOrEqual(MAX_POLICY_SIZE);
    expect(policySize(result.document)).toBeGreaterThan(MAX_POLICY_SIZE - 19);
    expect(result.fits).toBe(result.added.length);
    expect(result.omitted).toEqual(active.slice(result.fits));
    expect(result.nextEnd).toBe(1000);
  });

  test('all leases of a block that does not fit are left out, the oldest first', () => {
    const document = ipPolicy([OFFICE]);
    const active = [lease(B, 5), lease(B, 4, 9), lease(B, 4, 8), lease(A, 3)];
    const result = renderGrant({
      live: document,
      baseline: document,
      active,
      ended: [],
      limit: policySize(document),
    });
    const omitted = [lease(A, 3), lease(B, 4, 8), lease(B, 4, 9), lease(B, 5)];
    expect(result).toMatchObject({ document, omitted, fits: 0 });
  });

  test('a lease that is in already stays, even if the document is over the limit', () => {
    const live = ipPolicy([OFFICE, A]);
    const active = [lease(A, 1), lease(B, 2)];
    const limit = policySize(live) - 1;
    const result = renderGrant({ live, baseline: ipPolicy(OFFICE), active, ended: [], limit });
    expect(result).toMatchObject({ document: live, omitted: [lease(B, 2)], fits: 1 });
  });

  test('a single string that becomes a list is counted with its brackets', () => {
    const live = ipPolicy(OFFICE);
    const full = ipPolicy([OFFICE, A, B]);
    const input = { live, baseline: live, active: [lease(A, 1), lease(B, 2)], ended: [] };
    expect(renderGrant({ ...input, limit: policySize(full) })).toMatchObject({ document: full, omitted: [] });
    expect(renderGrant({ ...input, limit: policySize(full) - 1 })).toMatchObject({
      document: ipPolicy([OFFICE, A]),
      omitted: [lease(B, 2)],
    });
  });

  test('of leases that come in together, one inside a wider one makes room for another', () => {
    const wider = '203.0.113.0/24';
    const full = ipPolicy([OFFICE, wider, B]);
    const result = renderGrant({
      live: ipPolicy([OFFICE]),
      baseline: ipPolicy([OFFICE]),
      active: [lease(A, 1), lease(wider, 2), lease(B, 3)],
      ended: [],
      limit: policySize(full),
    });
    expect(result).toMatchObject({ document: full, added: [wider, B], removed: [], omitted: [] });
  });

  test('a lease goes into all allowlists or none', () => {
    const document = withAllowlists([OFFICE], [OFFICE]);
    const limit = policySize(document) + A.length + 3;
    const result = renderGrant({ live: document, baseline: document, active: [lease(A)], ended: [], limit });
    expect(result).toMatchObject({ document, omitted: [lease(A)] });
    const both = renderGrant({
      live: document,
      baseline: document,
      active: [lease(A)],
      ended: [],
      limit: limit + A.length + 3,
    });
    expect(both).toMatchObject({ document: withAllowlists([OFFICE, A], [OFFICE, A]), omitted: [] });
  });
});

describe('a reset', () => {
  test('is the baseline, byte for byte, when no lease outlives it', () => {
    expect(renderReset({ baseline: ipPolicy(OFFICE), active: [] })).toEqual({
      ok: true,
      document: ipPolicy(OFFICE),
      added: [],
      removed: [],
      omitted: [],
      restored: [],
      fits: 0,
    });
  });

  test('brings the leases that outlive it', () => {
    const result = renderReset({ baseline: ipPolicy(OFFICE), active: [lease(A, 1, 9)] });
    expect(result).toMatchObject({ document: ipPolicy([OFFICE, A]), added: [A], fits: 1, nextEnd: 9 });
  });

  test('only in the wanted statements', () => {
    const baseline = withAllowlists([OFFICE], [OFFICE]);
    const result = renderReset({ baseline, active: [lease(A)], sids: ['Office1'] });
    expect(result).toMatchObject({ document: withAllowlists([OFFICE], [OFFICE, A]) });
  });

  test.each([
    ['', 'it is not JSON (line 1)'],
    ['{}', 'it has no Statement, so it is not a policy'],
    [ipPolicy([]), "statement 1's list is empty, which denies everyone; put an address into it"],
  ])('stops at the baseline %j', (baseline, reason) => {
    expect(renderReset({ baseline, active: [] })).toEqual({ ok: false, code: 'baseline_invalid', reason });
  });

  test('stops at a baseline that IAM would not take', () => {
    const baseline = ipPolicy(OFFICE);
    const size = policySize(baseline);
    expect(renderReset({ baseline, active: [], limit: size }).ok).toBe(true);
    expect(renderReset({ baseline, active: [], limit: size - 1 })).toEqual({
      ok: false,
      code: 'baseline_invalid',
      reason: `it has ${size} characters, and IAM takes ${size - 1}`,
    });
    const large = ipPolicy(
      Array.from({ length: 400 }, (_, index) => `203.0.${index >> 8}.${index & 255}/32`),
    );
    expect(renderReset({ baseline: large, active: [] })).toMatchObject({ code: 'baseline_invalid' });
  });
});
