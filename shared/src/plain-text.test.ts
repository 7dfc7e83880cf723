import fc from 'fast-check';
import { expect, test } from 'vitest';
import { oneLine } from './plain-text.ts';

test.each([
  ['Hanako', 'Hanako'],
  ['  Hanako \n Yamada\t', 'Hanako Yamada'],
  ['山田 花子', '山田 花子'],
  ['a\u2028b\u2029c\u0085d', 'a b c d'],
  ['admin\u202egpj.exe', 'admin gpj.exe'],
  ['\u2066a\u2069\u200b\u200d\ufeff', 'a'],
  ['z\u0301\u0302\u0303\u0304\u0305', 'z\u0301\u0302'],
  ['\u{e0041}\u3164', ''],
  ['\ud800', ''],
])('%j becomes the line %j', (text, line) => expect(oneLine(text, 80)).toBe(line));

test('a long text is cut between characters and says so', () => {
  expect(oneLine('a'.repeat(81), 80)).toBe(`${'a'.repeat(79)}…`);
  expect(oneLine('😀'.repeat(41), 80)).toBe(`${'😀'.repeat(39)}…`);
});

test('any text becomes one line that is seen, and stays as it is from then on', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.integer({ min: 2, max: 80 }),
      (text, longest) => {
        const line = oneLine(text, longest);
        expect(line.length).toBeLessThanOrEqual(longest);
        expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
        expect(oneLine(line, longest)).toBe(line);
      },
    ),
  );
});
