import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { readVersioned, type VersionedSpec } from './versioned.ts';

const spec: VersionedSpec<{ version: number; colour: string; size: number }> = {
  schema: v.object({ version: v.literal(3), colour: v.string(), size: v.number() }),
  fallback: { version: 3, colour: 'grey', size: 0 },
  migrations: [
    ({ color, ...rest }) => ({ ...rest, version: 2, colour: color }),
    (value) => ({ ...value, version: 3, size: 1 }),
  ],
};

describe('a stored value', () => {
  test('of the present version is read as it is', () => {
    const value = { version: 3, colour: 'red', size: 7 };
    expect(readVersioned(value, spec)).toEqual({ value, from: 'store' });
  });

  test.each([[{ version: 1, color: 'red' }], [{ version: 2, colour: 'red' }]])(
    'of an older version is moved forward: %j',
    (value) => {
      expect(readVersioned(value, spec)).toEqual({
        value: { version: 3, colour: 'red', size: 1 },
        from: 'store',
      });
    },
  );

  test('that is not there gives the defaults without a warning', () => {
    expect(readVersioned(undefined, spec)).toEqual({ value: spec.fallback, from: 'empty' });
  });

  test.each([
    ['text', /version/],
    [{ colour: 'red' }, /version/],
    [{ version: 4 }, /newer/],
    [{ version: 0 }, /version/],
    [{ version: 3, colour: 1, size: 'x' }, /colour/],
  ])('that is corrupt gives the defaults and says why: %j', (value, reason) => {
    const reading = readVersioned(value, spec);
    expect(reading.value).toEqual(spec.fallback);
    expect(reading).toMatchObject({ from: 'fallback', reason: expect.stringMatching(reason) });
  });

  test('whose migration fails gives the defaults and says why', () => {
    const broken = {
      ...spec,
      migrations: [
        () => {
          throw new Error('no such colour');
        },
      ],
    };
    expect(readVersioned({ version: 1 }, broken)).toMatchObject({
      from: 'fallback',
      reason: expect.stringMatching(/version 1 failed: Error: no such colour/),
    });
  });
});
