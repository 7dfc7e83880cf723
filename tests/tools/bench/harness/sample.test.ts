import { expect, test } from 'vitest';
import { interleave } from './interleave.ts';
import { median, pairedRatio, quantile } from './sample.ts';

test('quantiles lie between neighbours, whatever the order', () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 3, 2])).toBe(2.5);
  expect(quantile([10, 20, 30, 40, 50], 0.99)).toBeCloseTo(49.6);
  expect(quantile([7], 0.25)).toBe(7);
  expect(() => median([])).toThrow(RangeError);
});

test('a slow minute of the machine drops out of a paired ratio', () => {
  expect(pairedRatio([10, 100, 10], [20, 200, 20])).toBe(0.5);
  expect(() => pairedRatio([1, 2], [1])).toThrow(RangeError);
});

test('every round runs each contestant once and begins with another one; the first round is not recorded', async () => {
  const order: string[] = [];
  const run = (name: string) => async () => {
    order.push(name);
    return order.length;
  };
  const samples = await interleave(3, { a: run('a'), b: run('b'), c: run('c') });
  expect(order.join('')).toBe('cababcbcacab');
  expect(samples).toEqual({ a: [4, 9, 11], b: [5, 7, 12], c: [6, 8, 10] });
});
