import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { classify, mostRelevant } from './classify.ts';
import { mayBeDenial } from './prefilter.ts';

const OURS = 'arn:aws:iam::123456789012:policy/OfficeOnly';

function read<T>(file: string, schema: v.GenericSchema<unknown, T>): T[] {
  const text = readFileSync(new URL(`./cases/${file}`, import.meta.url), 'utf8');
  return text
    .trim()
    .split('\n')
    .map((line) => v.parse(schema, JSON.parse(line)));
}

const seen = read(
  'denied-messages.jsonl',
  v.object({
    text: v.string(),
    verdict: v.picklist(['possible', 'no', 'foreign-arn', 'any']),
    kind: v.string(),
  }),
);
const wording = read(
  'wording.jsonl',
  v.object({ text: v.string(), verdict: v.picklist(['ours', 'possible', 'no']), why: v.string() }),
);

const short = (text: string) => text.replace(/\s+/g, ' ').slice(0, 90);

describe('messages seen in public', () => {
  test('are all there', () => expect(seen.length).toBe(131));

  for (const { text, verdict, kind } of seen) {
    test(`${verdict} (${kind}): ${short(text)}`, () => {
      const known = classify(text, { policyArns: [OURS] });
      const unknown = classify(text, { policyArns: [] });
      expect(known.reason).not.toBe('');
      if (verdict === 'any') {
        expect(['ours', 'possible', 'no']).toContain(known.verdict);
      } else if (verdict === 'foreign-arn') {
        expect([known.verdict, unknown.verdict]).toEqual(['no', 'possible']);
        expect(known.namedPolicy).toMatch(/^arn:aws:iam:/);
      } else {
        expect([known.verdict, unknown.verdict]).toEqual([verdict, verdict]);
      }
    });
  }
});

describe('wording', () => {
  for (const { text, verdict, why } of wording) {
    test(`${verdict}, ${why}: ${short(text)}`, () => {
      expect(classify(text, { policyArns: [OURS] }).verdict).toBe(verdict);
    });
  }
});

describe('the sieve of the content script', () => {
  test('lets through everything that may be a denial', () => {
    for (const { text, verdict } of [...seen, ...wording]) {
      if (verdict !== 'no' && verdict !== 'any') expect(mayBeDenial(text), text).toBe(true);
    }
  });

  test.each(['Successfully created bucket', 'No buckets', 'The request timed out'])('stops: %s', (text) => {
    expect(mayBeDenial(text)).toBe(false);
  });
});

describe('several texts of one page', () => {
  const denialIn = (text: string) => classify(text, { policyArns: [OURS] });
  const no = denialIn('All is well');
  const possible = denialIn('Access denied to iam:ListUsers');
  const ours = denialIn(
    `User: arn:aws:iam::123456789012:user/a is not authorized to perform: iam:ListUsers with an explicit deny in an identity-based policy: ${OURS}`,
  );

  test('the most relevant text of a page decides', () => {
    expect(mostRelevant([no, ours, possible]).verdict).toBe('ours');
    expect(mostRelevant([possible, no]).verdict).toBe('possible');
    expect(mostRelevant([no]).verdict).toBe('no');
    expect(mostRelevant([]).verdict).toBe('no');
  });

  test('a named other policy goes before nothing at all', () => {
    const other = denialIn(
      'User: arn:aws:iam::123456789012:user/a is not authorized to perform: iam:ListUsers with an explicit deny in an identity-based policy: arn:aws:iam::123456789012:policy/Other',
    );
    expect(mostRelevant([no, other]).namedPolicy).toMatch(/Other$/);
  });
});
