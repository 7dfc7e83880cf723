import { describe, expect, test } from 'vitest';
import { cidr, lease } from '../../testing/given.ts';
import { readCases, spellingsOf } from '../../testing/policy-case.ts';
import { formatCidr } from '../address.ts';
import { diffPolicies, readPolicy } from '../policy.ts';
import { renderGrant } from '../render.ts';

/** Leaves out white space between tokens. */
const bare = (json: string) => json.replace(/("(?:[^"\\]|\\.)*")|\s+/g, '$1');

describe('a policy document', () => {
  const cases = readCases(new URL('../../cases/', import.meta.url));
  expect(cases.length).toBeGreaterThan(0);

  describe.each(cases)('%s', (_file, { name, before, change, verdict, after, omitted }) => {
    const spellings = spellingsOf(before);
    test.each(Object.keys(spellings))(`${name} (%s)`, (spelling) => {
      const spell = spellings[spelling] ?? JSON.stringify;
      const live = spell(before);
      const { sids, limit } = change;
      const result = renderGrant({
        live,
        baseline: spell(change.baseline ?? before),
        active: change.active.map((text, index) => lease(text, index)),
        ended: change.ended.map(cidr),
        sids,
        limit,
      });

      if (typeof verdict === 'object') {
        const { refused: code, reason } = verdict;
        if (code === 'policy_unsupported' || code === 'baseline_invalid') {
          expect(result).toEqual({ ok: false, code, reason });
          return;
        }
        expect(readPolicy(live, { sids })).toEqual({ ok: false, code, reason });
        expect(result.ok).toBe(false);
        return;
      }
      if (!result.ok) expect.fail(result.reason);
      expect(result.omitted.map((left) => formatCidr(left.cidr))).toEqual(omitted);
      if (verdict === 'unchanged') {
        expect(result.document).toBe(live);
        return;
      }
      const expected = spell(after ?? before);
      expect(bare(result.document)).toBe(bare(expected));
      // Byte for byte, unless a single string had to become a list, whose layout is Genkan's own.
      if (brackets(live) === brackets(result.document)) expect(result.document).toBe(expected);
      expect(diffPolicies(live, result.document, { sids })).toMatchObject({ other: [] });
    });
  });
});

function brackets(text: string): number {
  return text.split('[').length;
}
