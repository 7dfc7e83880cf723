import { parseAddress, parseCidr } from '@genkan/shared/address';
import type { LeaseRecord } from '@genkan/shared/lease';
import { expect, test } from 'vitest';
import type { Known } from '../policy/writer/change-request.ts';
import { NOON } from '../testing/test-backend.ts';
import type { GrantRequest } from './grant-request.ts';
import { type GrantDecision, ownRecords, planGrant } from './plan-grant.ts';

const MINUTE = 60_000;
const settings = {
  config: { maxLeases: 6, maxMinutes: 1440, memberGrants: 30 },
  clock: { now: () => NOON },
};
const member = { id: 'hanako', name: 'Hanako', keys: [], created: '2026-11-01T00:00:00.000Z' };
const record = JSON.stringify(member);

function request(limits?: { maxLeases: number }): GrantRequest {
  const address = parseAddress('203.0.113.7');
  if (!address.ok) throw new Error(address.reason);
  return { member: { ...member, ...(limits && { limits }) }, address: address.value, requestId: 'r' };
}

function lease(at: number, cidr = '203.0.113.7/32'): LeaseRecord {
  const parsed = parseCidr(cidr);
  if (!parsed.ok) throw new Error(parsed.reason);
  return { memberId: 'hanako', cidr: parsed.value, at, endsAt: NOON + 30 * MINUTE };
}

const asked = lease(NOON);
const first: GrantDecision = { asked, record: asked, replaced: [] };

function known(change: Partial<Known> = {}): Known {
  return {
    records: [asked],
    members: new Map([['hanako', record]]),
    applied: undefined,
    ceiling: { records: [], retryAt: new Map() },
    ...change,
  };
}

test('a record that is listed already needs nothing', () => {
  expect(planGrant(settings, request(), known(), first)).toEqual({
    ...{ put: [], replaced: [], drop: [], isSuperseding: false },
    decision: first,
  });
});

test('a record that another writer deleted is put again', () => {
  expect(planGrant(settings, request(), known({ records: [] }), first).put).toEqual([asked]);
});

test('a record below a revocation of its lease is put above it, and the decision keeps both', () => {
  const revocation = { ...asked, at: NOON + 1, endsAt: NOON + 1 };
  const plan = planGrant(settings, request(), known({ records: [asked, revocation] }), first);
  expect(plan.isSuperseding).toBe(true);
  expect(plan.put).toEqual([{ ...asked, at: NOON + 2 }]);
  expect(ownRecords(plan.decision)).toEqual([asked, { ...asked, at: NOON + 2 }]);
});

test("a member's own limit ends the oldest leases beyond it", () => {
  const older = lease(NOON - MINUTE, '198.51.100.1/32');
  const plan = planGrant(settings, request({ maxLeases: 1 }), known({ records: [older, asked] }), first);
  expect(plan.decision.replaced).toMatchObject([{ memberId: 'hanako', at: NOON, endsAt: NOON }]);
  expect(plan.put).toEqual([]);
  expect(plan.replaced).toEqual(plan.decision.replaced);
});

test.each([
  ['is disabled', known({ members: new Map([['hanako', JSON.stringify({ ...member, disabled: true })]]) })],
  ['does not exist', known({ members: new Map() })],
])('the request of a member that %s is refused, and its record deleted', (_, situation) => {
  const plan = planGrant(settings, request(), situation, first);
  expect(plan.refusal?.code).toBe('unauthorized');
  expect(plan.drop).toEqual([asked]);
});

test('a grant beyond the ceiling is refused, and its record deleted', () => {
  const ceiling = { records: [asked], retryAt: new Map([['hanako', NOON + MINUTE]]) };
  const plan = planGrant(settings, request(), known({ ceiling }), first);
  expect(plan).toMatchObject({ refusal: { code: 'rate_limited', retryAfter: 60 }, drop: [asked] });
});
