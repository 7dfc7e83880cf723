import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { classify, loudest } from './classify.ts';
import { worthAsking } from './prefilter.ts';

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
  it('are all there', () => expect(seen.length).toBe(131));

  for (const { text, verdict, kind } of seen) {
    it(`${verdict} (${kind}): ${short(text)}`, () => {
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
    it(`${verdict}, ${why}: ${short(text)}`, () => {
      expect(classify(text, { policyArns: [OURS] }).verdict).toBe(verdict);
    });
  }
});

describe('the sieve of the content script', () => {
  it('lets through everything that may be a denial', () => {
    for (const { text, verdict } of [...seen, ...wording]) {
      if (verdict !== 'no' && verdict !== 'any') expect(worthAsking(text), text).toBe(true);
    }
  });

  it.each(['Successfully created bucket', 'No buckets', 'The request timed out'])('stops: %s', (text) => {
    expect(worthAsking(text)).toBe(false);
  });
});

describe('several texts of one page', () => {
  const say = (text: string) => classify(text, { policyArns: [OURS] });
  const no = say('All is well');
  const possible = say('Access denied to iam:ListUsers');
  const ours = say(
    `User: arn:aws:iam::123456789012:user/a is not authorized to perform: iam:ListUsers with an explicit deny in an identity-based policy: ${OURS}`,
  );

  it('the loudest counts', () => {
    expect(loudest([no, ours, possible]).verdict).toBe('ours');
    expect(loudest([possible, no]).verdict).toBe('possible');
    expect(loudest([no]).verdict).toBe('no');
    expect(loudest([]).verdict).toBe('no');
  });

  it('a named other policy goes before nothing at all', () => {
    const other = say(
      'User: arn:aws:iam::123456789012:user/a is not authorized to perform: iam:ListUsers with an explicit deny in an identity-based policy: arn:aws:iam::123456789012:policy/Other',
    );
    expect(loudest([no, other]).namedPolicy).toMatch(/Other$/);
  });
});
