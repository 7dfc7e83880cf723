import { parseCidr } from '@genkan/shared/address';
import type { LeaseRecord } from '@genkan/shared/lease';
import { expect, test } from 'vitest';
import { NOON, OFFICE_POLICY } from '../../testing/test-backend.ts';
import type { LivePolicy } from '../versions/live-policy.ts';
import { planVersion } from './plan-version.ts';
import { startProgress } from './progress.ts';

const MINUTE = 60_000;
const settings = { config: { maxLeases: 6, maxMinutes: 1440 }, clock: { now: () => NOON } };
const withEntry = (entry: string) =>
  OFFICE_POLICY.replace('"123.123.123.123/32"', `"123.123.123.123/32", "${entry}"`);

const live: LivePolicy = {
  version: 'v1',
  document: OFFICE_POLICY,
  createdAt: NOON - 60 * MINUTE,
  newest: 1,
  isUncertain: false,
  isOwn: false,
};

function lease(cidr: string, at = NOON - MINUTE, endsAt = NOON + MINUTE): LeaseRecord {
  const parsed = parseCidr(cidr);
  if (!parsed.ok) throw new Error(parsed.reason);
  return { memberId: 'hanako', cidr: parsed.value, at, endsAt };
}

function plan(change: Partial<Parameters<typeof planVersion>[1]> = {}) {
  const base = {
    mode: 'grant',
    live,
    from: live,
    below: [],
    versions: [],
    baseline: OFFICE_POLICY,
    records: [],
    dropped: [],
    replaced: [],
  } as const;
  const states = { applied: undefined, settled: undefined, progress: startProgress(undefined) };
  return planVersion(settings, { ...base, ...states, ...change });
}

test('a policy that is as it should be needs no version', () => {
  expect(plan()).toMatchObject({ mustCreate: false, rendered: { document: OFFICE_POLICY } });
});

test('an uncertain reading needs a version, although the document stays', () => {
  const uncertain = { ...live, isUncertain: true };
  expect(plan({ live: uncertain, from: uncertain }).mustCreate).toBe(true);
});

test('an active lease needs a version with its entry', () => {
  const { mustCreate, rendered } = plan({ records: [lease('203.0.113.7/32')] });
  expect(mustCreate).toBe(true);
  expect(rendered.added).toHaveLength(1);
});

test('an entry that no lease explains is by hand, stays on a grant and leaves on a reset', () => {
  const edited = { ...live, document: withEntry('198.51.100.9/32') };
  const granted = plan({ live: edited, from: edited });
  expect([...granted.manual]).toContain('198.51.100.9/32');
  expect(granted.mustCreate).toBe(false);
  const reset = plan({ mode: 'reset', live: edited, from: edited });
  expect(reset.mustCreate).toBe(true);
  expect(reset.rendered.document).toBe(OFFICE_POLICY);
});

test('a concurrent edit below the version of this write keeps its entries', () => {
  const from = { ...live, document: withEntry('198.51.100.9/32') };
  const { rendered, mustCreate } = plan({ from, records: [lease('203.0.113.7/32')] });
  expect(mustCreate).toBe(true);
  expect(rendered.document).toContain('198.51.100.9/32');
});

test('an entry of a lease whose record this write deletes is not by hand, and leaves', () => {
  const unrecorded = { ...live, document: withEntry('198.51.100.9/32'), createdAt: NOON - MINUTE / 2 };
  const { manual, rendered } = plan({
    live: unrecorded,
    from: unrecorded,
    dropped: [lease('198.51.100.9/32')],
  });
  expect([...manual]).not.toContain('198.51.100.9/32');
  expect(rendered.document).not.toContain('198.51.100.9');
});
