import { expect, test } from 'vitest';
import {
  FUNCTION_TIMEOUT_MS,
  LOCK_LIFETIME_MS,
  LOCK_WRITE_WINDOW_MS,
  REQUEST_BUDGET_MS,
  SDK_ATTEMPT_MS,
  SDK_CALL_MS,
  SDK_CONNECT_MS,
  SUPERSEDED_KEEP_MS,
  TASK_BUDGET_MS,
} from './timing.ts';

test('one attempt < one call < one request < one task < the function < the lock', () => {
  const order = [
    SDK_CONNECT_MS,
    SDK_ATTEMPT_MS,
    SDK_CALL_MS,
    REQUEST_BUDGET_MS,
    TASK_BUDGET_MS,
    FUNCTION_TIMEOUT_MS,
    LOCK_LIFETIME_MS,
  ];
  expect(order).toEqual([...order].sort((a, b) => a - b));
  expect(new Set(order).size).toBe(order.length);
});

test('a write that starts within the window ends within the lifetime of the lock', () => {
  expect(LOCK_WRITE_WINDOW_MS + SDK_CALL_MS).toBeLessThan(LOCK_LIFETIME_MS);
});

test('a click with one response that never comes stays below 12 seconds', () => {
  // The response begins and stops, so both limits pass; the longest pause before the next attempt is 50 ms.
  expect(2 * SDK_ATTEMPT_MS + 50).toBeLessThan(12_000 - SDK_CONNECT_MS);
});

test('API Gateway waits 30 seconds, so the function must be faster', () => {
  expect(FUNCTION_TIMEOUT_MS).toBeLessThan(30_000);
});

test('a cached record that a request may use outlives every request', () => {
  expect(SUPERSEDED_KEEP_MS).toBeGreaterThan(LOCK_LIFETIME_MS);
});
