import { expect, test } from 'vitest';
import {
  FUNCTION_TIMEOUT_MS,
  LOCK_LIFETIME_MS,
  LOCK_WRITE_WINDOW_MS,
  REQUEST_BUDGET_MS,
  SDK_ATTEMPT_MS,
  SDK_ATTEMPTS,
  SUPERSEDED_KEEP_MS,
  TASK_BUDGET_MS,
} from './timing.ts';

/** One call that is throttled each time, with its pauses (200, 400 and 800 ms). */
const LONGEST_CALL_MS = SDK_ATTEMPTS * SDK_ATTEMPT_MS + 1_400;

test('one call < one request < one task < the function < the lock', () => {
  const order = [LONGEST_CALL_MS, REQUEST_BUDGET_MS, TASK_BUDGET_MS, FUNCTION_TIMEOUT_MS, LOCK_LIFETIME_MS];
  expect(order).toEqual([...order].sort((a, b) => a - b));
  expect(new Set(order).size).toBe(order.length);
});

test('a write that starts within the window ends within the lifetime of the lock', () => {
  expect(LOCK_WRITE_WINDOW_MS + LONGEST_CALL_MS).toBeLessThan(LOCK_LIFETIME_MS);
});

test('API Gateway waits 30 seconds, so the function must be faster', () => {
  expect(FUNCTION_TIMEOUT_MS).toBeLessThan(30_000);
});

test('a record that a request may fall back on outlives every request', () => {
  expect(SUPERSEDED_KEEP_MS).toBeGreaterThan(LOCK_LIFETIME_MS);
});
