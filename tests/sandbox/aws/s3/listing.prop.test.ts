import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Bucket } from './bucket.ts';
import { compareKeys } from './key-order.ts';

const key = fc.string({
  unit: fc.constantFrom('a', 'b', '/', '-', 'é', '\u{FF5E}', '\u{1F600}'),
  minLength: 1,
  maxLength: 6,
});
const keys = fc.uniqueArray(key, { maxLength: 30 });
const pageSize = fc.integer({ min: 1, max: 7 });

function bucketOf(all: readonly string[]): Bucket {
  const bucket = new Bucket('team', { now: () => 0 });
  for (const one of all) bucket.put(one, '');
  return bucket;
}

test('the pages of a list are every matching key once, in order', () => {
  fc.assert(
    fc.property(
      keys,
      fc.string({ unit: fc.constantFrom('a', '/'), maxLength: 2 }),
      key,
      pageSize,
      (all, prefix, startAfter, maxKeys) => {
        const bucket = bucketOf(all);
        const listed: string[] = [];
        let continuationToken: string | undefined;
        do {
          const page = bucket.list({ prefix, startAfter, maxKeys, continuationToken });
          expect(page.keyCount).toBeLessThanOrEqual(maxKeys);
          listed.push(...page.objects.map((object) => object.key));
          continuationToken = page.nextContinuationToken;
        } while (continuationToken !== undefined);
        const expected = all
          .filter((one) => one.startsWith(prefix) && compareKeys(one, startAfter) > 0)
          .sort(compareKeys);
        expect(listed).toEqual(expected);
      },
    ),
  );
});

test('with a delimiter, each group counts once over all pages', () => {
  fc.assert(
    fc.property(keys, pageSize, (all, maxKeys) => {
      const bucket = bucketOf(all);
      const listed: string[] = [];
      let continuationToken: string | undefined;
      do {
        const page = bucket.list({ delimiter: '/', maxKeys, continuationToken });
        listed.push(...page.objects.map((object) => object.key), ...page.commonPrefixes);
        continuationToken = page.nextContinuationToken;
      } while (continuationToken !== undefined);
      const expected = all.map((one) => (one.includes('/') ? one.slice(0, one.indexOf('/') + 1) : one));
      expect(listed.sort(compareKeys)).toEqual([...new Set(expected)].sort(compareKeys));
    }),
  );
});
