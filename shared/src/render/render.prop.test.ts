import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cidr } from '../../testing/given.ts';
import { anyEnded, anyLeases, anyPolicies, fill, listsIn } from '../../testing/policy-arbitrary.ts';
import { type Cidr, contains, formatCidr } from '../address.ts';
import { policySize } from '../policy.ts';
import { findDrift, type RenderResult, renderGrant, renderReset } from '../render.ts';

const anyGrant = fc.record({ policies: anyPolicies, active: anyLeases, ended: anyEnded });
const anySpare = fc.integer({ min: 0, max: 80 });

type Grant = typeof anyGrant extends fc.Arbitrary<infer T> ? T : never;

function grant({ policies, active, ended }: Grant, limit?: number): RenderResult {
  const { skeleton, live, baseline } = policies;
  return renderGrant({
    live: fill(skeleton, live),
    baseline: fill(skeleton, baseline),
    active,
    ended,
    limit,
  });
}

const names = (cidrs: readonly Cidr[]) => new Set(cidrs.map(formatCidr));
const meaning = (entry: string) => formatCidr(cidr(entry));

/** Literals of a list's text, as the author wrote them. */
const literals = (text: string) => text.match(/"[^"]*"/g) ?? [];

test('only the lists change, and in them the entries that stay keep their bytes and order', () => {
  fc.assert(
    fc.property(anyGrant, (input) => {
      const result = grant(input);
      fc.pre(result.ok);
      const lists = listsIn(input.policies.skeleton, result.document);
      expect(lists).toBeDefined();
      const added = new Set(result.added.map((entry) => JSON.stringify(entry)));
      for (const [index, list] of (lists ?? []).entries()) {
        const before = literals(input.policies.live[index]?.text ?? '');
        const after = literals(list.text);
        const kept = after.filter((_, position) => position < after.length - countNew(before, after, added));
        expect(isSubsequence(kept, before)).toBe(true);
      }
    }),
    { numRuns: 150 },
  );
});

/** How many entries at the end of a list are new. */
function countNew(before: readonly string[], after: readonly string[], added: ReadonlySet<string>): number {
  const known = new Set(before);
  let count = 0;
  for (const literal of [...after].reverse()) {
    if (known.has(literal) || !added.has(literal)) break;
    count++;
  }
  return count;
}

function isSubsequence(part: readonly string[], whole: readonly string[]): boolean {
  let position = 0;
  for (const item of whole) if (item === part[position]) position++;
  return position === part.length;
}

test('each list is what the design says: ended leases out, active leases in, the rest as it was', () => {
  fc.assert(
    fc.property(anyGrant, (input) => {
      const result = grant(input);
      const { skeleton, live, baseline } = input.policies;
      const active = names(input.active.map((lease) => lease.cidr));
      const ended = names(input.ended);
      const stays = live.map(({ entries }, index) => {
        const named = new Set(baseline[index]?.entries.map(meaning));
        return entries.filter((entry) => {
          const text = meaning(entry);
          return !ended.has(text) || active.has(text) || named.has(text);
        });
      });
      if (!result.ok) expect.fail(result.reason);
      const lists = listsIn(skeleton, result.document) ?? [];
      expect(lists).toHaveLength(live.length);
      for (const [index, { entries }] of lists.entries()) {
        expect(entries.length).toBeGreaterThan(0);
        const before = stays[index] ?? [];
        expect(entries.slice(0, before.length)).toEqual(before);
        // Never wider: what came in is an active lease, canonical, not covered already.
        const came = entries.slice(before.length);
        // A list that would be empty gets the baseline's addresses instead, because an empty list denies every request.
        if (before.length === 0 && active.size === 0) {
          expect(new Set(came)).toEqual(new Set(baseline[index]?.entries.map(meaning)));
          continue;
        }
        for (const [position, entry] of came.entries()) {
          expect(active.has(entry)).toBe(true);
          const earlier = entries.slice(0, before.length + position);
          expect(earlier.some((other) => contains(cidr(other), cidr(entry)))).toBe(false);
        }
        for (const { cidr: block } of input.active) {
          expect(entries.some((entry) => contains(cidr(entry), block))).toBe(true);
        }
      }
      expect(result.omitted).toEqual([]);
      expect(result.fits).toBe(input.active.length);
    }),
    { numRuns: 150 },
  );
});

test('rendering again changes nothing, byte for byte', () => {
  fc.assert(
    fc.property(anyGrant, fc.option(anySpare, { nil: undefined }), (input, spare) => {
      const { skeleton, live, baseline } = input.policies;
      const limit = spare === undefined ? undefined : policySize(fill(skeleton, live)) + spare;
      const first = grant(input, limit);
      fc.pre(first.ok);
      const second = renderGrant({
        live: first.document,
        baseline: fill(skeleton, baseline),
        active: input.active,
        ended: input.ended,
        limit,
      });
      expect(second).toEqual({ ...first, added: [], removed: [], restored: [] });
    }),
    { numRuns: 150 },
  );
});

test('the order in which leases are named does not matter', () => {
  fc.assert(
    fc.property(
      anyGrant.chain((input) =>
        fc.record({
          input: fc.constant(input),
          active: fc.shuffledSubarray(input.active, { minLength: input.active.length }),
          ended: fc.shuffledSubarray(input.ended, { minLength: input.ended.length }),
        }),
      ),
      anySpare,
      ({ input, active, ended }, spare) => {
        const limit = policySize(fill(input.policies.skeleton, input.policies.live)) + spare;
        expect(grant({ ...input, active, ended }, limit)).toEqual(grant(input, limit));
      },
    ),
  );
});

test('adding leases and ending them gives the original back', () => {
  fc.assert(
    fc.property(anyPolicies, anyLeases, ({ skeleton, live }, active) => {
      const original = fill(skeleton, live);
      const baseline = original;
      const added = renderGrant({ live: original, baseline, active, ended: [] });
      if (!added.ok) return expect.fail(added.reason);
      const ended = active.map((lease) => lease.cidr);
      const back = renderGrant({ live: added.document, baseline, active: [], ended });
      if (!back.ok) return expect.fail(back.reason);
      const lists = listsIn(skeleton, back.document) ?? [];
      expect(lists.map(({ entries }) => entries)).toEqual(live.map(({ entries }) => entries));
      for (const [index, { text }] of lists.entries()) {
        const before = live[index]?.text ?? '';
        // A single string that had to become a list may stay one.
        expect([before, `[${before}]`]).toContain(text);
      }
    }),
    { numRuns: 100 },
  );
});

test('a document never grows over the limit, and what is left out is said', () => {
  fc.assert(
    fc.property(anyGrant, anySpare, (input, spare) => {
      const { skeleton, live, baseline } = input.policies;
      const before = fill(skeleton, live);
      const limit = policySize(before) + spare;
      const result = grant(input, limit);
      fc.pre(result.ok);
      expect(policySize(result.document)).toBeLessThanOrEqual(limit);
      expect(result.fits + result.omitted.length).toBe(input.active.length);
      const lists = listsIn(skeleton, result.document) ?? [];
      const left = names(result.omitted.map((lease) => lease.cidr));
      for (const lease of input.active) {
        const isIn = lists.every(({ entries }) => entries.some((entry) => contains(cidr(entry), lease.cidr)));
        expect(isIn).toBe(!left.has(formatCidr(lease.cidr)));
      }
      // Allowed addresses stay allowed unless the lease ended, and the baseline's entries stay.
      const ended = names(input.ended);
      const active = names(input.active.map((lease) => lease.cidr));
      for (const [index, { entries }] of live.entries()) {
        const named = new Set(baseline[index]?.entries.map(meaning));
        const after = lists[index]?.entries ?? [];
        for (const entry of entries) {
          const text = meaning(entry);
          if (named.has(text) || (!ended.has(text) && !active.has(text))) expect(after).toContain(entry);
          else if (active.has(text))
            expect(after.some((other) => contains(cidr(other), cidr(entry)))).toBe(true);
        }
      }
    }),
    { numRuns: 150 },
  );
});

test('the next end is that of a lease that takes room', () => {
  fc.assert(
    fc.property(anyGrant, (input) => {
      const result = grant(input);
      fc.pre(result.ok);
      const { skeleton, baseline } = input.policies;
      const lists = listsIn(skeleton, result.document) ?? [];
      const ends = new Map<string, number>();
      for (const { cidr: block, endsAt } of input.active) {
        const text = formatCidr(block);
        const takesRoom = lists.some(
          ({ entries }, index) =>
            entries.map(meaning).includes(text) && !baseline[index]?.entries.map(meaning).includes(text),
        );
        if (takesRoom) ends.set(text, Math.max(ends.get(text) ?? 0, endsAt));
      }
      expect(result.nextEnd).toBe(ends.size === 0 ? undefined : Math.min(...ends.values()));
    }),
  );
});

test('a reset is the baseline with the leases, whatever is live, and explains itself', () => {
  fc.assert(
    fc.property(anyPolicies, anyLeases, anyEnded, ({ skeleton, baseline }, active, ended) => {
      const document = fill(skeleton, baseline);
      const result = renderReset({ baseline: document, active });
      if (!result.ok) return expect.fail(result.reason);
      expect(result).toEqual(renderGrant({ live: document, baseline: document, active, ended: [] }));
      expect(result.removed).toEqual([]);
      if (active.length === 0) expect(result.document).toBe(document);
      expect(findDrift({ live: result.document, baseline: document, active, ended })).toEqual({
        added: [],
        removed: [],
        other: [],
      });
    }),
  );
});
