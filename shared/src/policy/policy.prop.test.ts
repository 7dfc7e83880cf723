import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyList, anyPolicies, anySkeleton, fill } from '../../testing/policy-arbitrary.ts';
import { formatCidr, parseCidr } from '../address.ts';
import { diffPolicies, policySize, readPolicy } from '../policy.ts';
import { findDrift, renderGrant, renderReset } from '../render.ts';
import { parseJson } from './json.ts';

const anyDocument = anyPolicies.map(({ skeleton, live }) => fill(skeleton, live));

/** A document with a few characters changed. */
const anyDamaged = fc
  .record({
    document: anyDocument,
    edits: fc.array(fc.tuple(fc.nat(), fc.constantFrom(...'{}[]:,"\\/ \n0129.eE+-tfn*\u0001'), fc.nat(2)), {
      minLength: 1,
      maxLength: 3,
    }),
  })
  .map(({ document, edits }) =>
    edits.reduce((text, [at, put, cut]) => {
      const position = at % text.length;
      return text.slice(0, position) + put + text.slice(position + cut);
    }, document),
  );

test('text is taken as JSON exactly when JSON.parse takes it', () => {
  fc.assert(
    fc.property(fc.oneof(anyDamaged, fc.json({ maxDepth: 3 }), fc.string()), (text) => {
      fc.pre(!/[^\t\n\r\u0020-\u00ff]/.test(text));
      let strict = true;
      try {
        JSON.parse(text);
      } catch {
        strict = false;
      }
      expect(parseJson(text).ok).toBe(strict);
    }),
    { numRuns: 500 },
  );
});

test('every allowlist is found, with its list as spelled', () => {
  fc.assert(
    fc.property(anyPolicies, ({ skeleton, live }) => {
      const reading = readPolicy(fill(skeleton, live));
      if (!reading.ok) return expect.fail(reading.reason);
      expect(reading.policy.allowlists.map(({ entries }) => entries)).toEqual(
        live.map(({ entries }) => entries),
      );
    }),
  );
});

test('no text makes the functions throw, and an edited document is still readable JSON', () => {
  const lease = parseCidr('192.0.2.1/32');
  if (!lease.ok) throw new TypeError(lease.reason);
  const active = [{ cidr: lease.value, at: 0, endsAt: 1 }];
  fc.assert(
    fc.property(fc.oneof(anyDamaged, fc.json(), fc.string()), anyDocument, (text, document) => {
      diffPolicies(text, document);
      diffPolicies(document, text);
      findDrift({ live: text, baseline: document, active, ended: [] });
      findDrift({ live: document, baseline: text, active, ended: [] });
      expect(readPolicy(text).ok).toBe(renderReset({ baseline: text, active }).ok);
      const result = renderGrant({ live: text, baseline: document, active, ended: [] });
      if (result.ok) expect(readPolicy(result.document).ok).toBe(true);
    }),
    { numRuns: 200 },
  );
});

test('the size is what is left without white space', () => {
  fc.assert(
    fc.property(anyDocument, (document) => {
      expect(policySize(document)).toBe(document.replace(/[ \t\r\n]/g, '').length);
    }),
  );
});

test('the difference of a document to itself, however it is laid out, is nothing', () => {
  fc.assert(
    fc.property(anyDocument, fc.constantFrom(undefined, 2, '\t'), (document, indent) => {
      const laidOut = JSON.stringify(JSON.parse(document), null, indent);
      const same = { added: [], removed: [], other: [], same: true };
      expect(diffPolicies(document, document)).toEqual(same);
      expect(diffPolicies(document, laidOut)).toEqual(same);
    }),
  );
});

test('what one way is added, the other way is removed', () => {
  fc.assert(
    fc.property(anyPolicies, ({ skeleton, live, baseline }) => {
      const [before, after] = [fill(skeleton, baseline), fill(skeleton, live)];
      const there = diffPolicies(before, after);
      const back = diffPolicies(after, before);
      expect(there.added).toEqual(back.removed);
      expect(there.removed).toEqual(back.added);
      expect(there.other).toEqual([]);
      expect(there.same).toBe(there.added.length + there.removed.length === 0);
      if (live.length !== 1) return;
      const meaning = (entries: readonly string[]) =>
        new Set(entries.map(parseCidr).map((parsed) => (parsed.ok ? formatCidr(parsed.value) : '')));
      const [old, now] = [meaning(baseline[0]?.entries ?? []), meaning(live[0]?.entries ?? [])];
      expect([...meaning(there.added)]).toEqual([...now].filter((text) => !old.has(text)));
      expect([...meaning(there.removed)]).toEqual([...old].filter((text) => !now.has(text)));
    }),
  );
});

test('a change outside the lists is reported', () => {
  fc.assert(
    fc.property(anySkeleton, anySkeleton, anyList, (one, other, list) => {
      const same = (parts: readonly string[]) => parts.slice(1).map(() => list);
      const [before, after] = [fill(one, same(one.parts)), fill(other, same(other.parts))];
      const isSame = canonical(JSON.parse(before)) === canonical(JSON.parse(after));
      fc.pre(!isSame);
      expect(diffPolicies(before, after).other).not.toEqual([]);
    }),
  );
});

/** A value as text in which the order of keys does not matter. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
