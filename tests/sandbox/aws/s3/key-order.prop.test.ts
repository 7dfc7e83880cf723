import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareKeys } from './key-order.ts';

const text = fc.string({ unit: 'binary' });

test('keys compare as their UTF-8 bytes do', () => {
  fc.assert(
    fc.property(text, text, (a, b) => {
      expect(Math.sign(compareKeys(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)));
    }),
  );
});

test('where UTF-16 order differs, UTF-8 wins', () => {
  expect(compareKeys('\u{FF5E}', '\u{1F600}')).toBeLessThan(0);
  expect('\u{FF5E}' < '\u{1F600}').toBe(false);
});
