import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { createLeaseRequestSchema, leaseSchema } from '../contract.ts';
import { oneLine, readableText, replaceUnseen } from './readable-text.ts';

const read = (text: string) => v.safeParse(readableText(20), text);

describe('text that one person types and others read', () => {
  test.each([
    ['a right-to-left override', 'home\u{202e}egdirb', 'homeegdirb'],
    ['bidirectional isolates and marks', '\u{2066}ho\u{200f}me\u{2069}\u{061c}', 'home'],
    ['zero-width spaces', 'ha\u{200b}na\u{feff}ko\u{2060}', 'hanako'],
    ['joiners between Latin letters', 'ha\u{200d}na\u{200c}ko', 'hanako'],
    ['a soft hyphen', 'ha\u{ad}nako', 'hanako'],
    ['tag characters', 'home\u{e0068}\u{e0069}', 'home'],
    ['white space behind them', '\u{200b} home \u{200b}', 'home'],
  ])('drops %s', (_, typed, seen) => {
    expect(read(typed)).toMatchObject({ success: true, output: seen });
  });

  test.each([
    ['an emoji of several', '👩‍💻 🏳️‍🌈 👩🏽‍💻'],
    ['Persian', 'می‌خواهم'],
    ['Sinhala', 'ශ්‍රී'],
    ['Japanese with a variation selector', '葛󠄀城さん'],
    ['Hebrew', 'בית'],
  ])('keeps %s as it is', (_, typed) => {
    expect(read(typed)).toMatchObject({ success: true, output: typed });
  });

  test.each(['a\nb', 'a\u{0}', 'a\u{1b}[31m', 'x'.repeat(21)])('refuses %j', (typed) => {
    expect(read(typed).success).toBe(false);
  });

  test('what is dropped does not count', () => {
    expect(read(`${'x'.repeat(20)}${'\u{200b}'.repeat(50)}`)).toMatchObject({ success: true });
  });
});

test('the label of a lease is readable in the request and in the record', () => {
  const label = 'ca\u{202e}fé';
  expect(v.parse(createLeaseRequestSchema, { label })).toEqual({ label: 'café' });
  const instant = '2026-11-23T15:00:00.000Z';
  const lease = { id: 'a', cidr: '203.0.113.7/32', grantedAt: instant, endsAt: instant, label };
  expect(v.parse(leaseSchema, lease).label).toBe('café');
});

test('what is dropped can be shown instead', () => {
  expect(replaceUnseen('a\u{202e}b', '\u{fffd}')).toBe('a\u{fffd}b');
});

test.each([
  ['Hanako', 'Hanako'],
  ['  Hanako \n Yamada\t', 'Hanako Yamada'],
  ['山田 花子', '山田 花子'],
  ['a\u2028b\u2029c\u0085d', 'a b c d'],
  ['admin\u202egpj.exe', 'admingpj.exe'],
  ['\u2066a\u2069\u200b\u200d\ufeff', 'a'],
  ['z\u0301\u0302\u0303\u0304\u0305', 'z\u0301\u0302'],
  ['\u{e0041}\u3164', ''],
  ['\ud800', ''],
  ['\u{13000}\u{13430}\u{13001}', '\u{13000}\u{13430}\u{13001}'],
  ['\ufff9a\ufffab\ufffb', 'ab'],
])('%j becomes the line %j', (text, line) => expect(oneLine(text, 80)).toBe(line));

test('a long text is cut between characters and ends with an ellipsis', () => {
  expect(oneLine('a'.repeat(81), 80)).toBe(`${'a'.repeat(79)}…`);
  expect(oneLine('😀'.repeat(41), 80)).toBe(`${'😀'.repeat(39)}…`);
});

/**
 * What must not remain: line breaks, controls, halves of a character, and format characters, except those with a form of their
 * own (signs that enclose Arabic, Syriac and Kaithi numbers, and the joints of hieroglyphs) and joiners inside a word.
 * @see https://www.unicode.org/reports/tr44/#Prepended_Concatenation_Mark
 */
const UNSEEN_OR_BREAK =
  /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]|(?![\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\u{110bd}\u{110cd}\u{13430}-\u{1343f}\u200c\u200d])\p{Cf}/u;

/** Halves of characters too. fast-check's own `binary` strings take seconds to set up. */
const anyCharacter = fc
  .oneof(fc.integer({ min: 0, max: 0xffff }), fc.integer({ min: 0, max: 0x10ffff }))
  .map((codePoint) => String.fromCodePoint(codePoint));

test('any text becomes one line that is seen, and stays as it is from then on', () => {
  fc.assert(
    fc.property(
      fc.array(anyCharacter, { maxLength: 60 }).map((characters) => characters.join('')),
      fc.integer({ min: 2, max: 80 }),
      (text, longest) => {
        const line = oneLine(text, longest);
        expect(line.length).toBeLessThanOrEqual(longest);
        expect(UNSEEN_OR_BREAK.test(line)).toBe(false);
        expect(oneLine(line, longest)).toBe(line);
      },
    ),
  );
});
