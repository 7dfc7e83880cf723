import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createTestBackend, NOON } from '../testing/test-backend.ts';
import { startSchedule } from './schedule.ts';

const HOUR_MS = 3_600_000;

beforeEach(() => {
  // Only what the cron library uses: the test backend has a clock of its own.
  vi.useFakeTimers({ now: NOON, toFake: ['Date', 'setTimeout', 'clearTimeout'] });
});

afterEach(() => {
  vi.useRealTimers();
});

async function start() {
  const world = await createTestBackend();
  await world.call('POST', '/v1/leases', { key: await world.join('a'), body: { minutes: 12 } });
  const schedule = startSchedule(world.deps);
  return {
    world,
    schedule,
    /** Moves the clocks of the schedule and of the test backend. */
    async pass(milliseconds: number) {
      world.time.now += milliseconds;
      await vi.advanceTimersByTimeAsync(milliseconds);
      await vi.waitFor(() => expect(world.objects.objects.has('state/writer.lock')).toBe(false));
    },
    done: (task: string) =>
      world.lines.filter((line) => line.includes('task_done') && line.includes(`"${task}"`)).length,
  };
}

test('a reconcile every five minutes takes an ended lease out', async () => {
  const { world, schedule, pass, done } = await start();
  await pass(10 * 60_000);
  await vi.waitFor(() => expect(done('reconcile')).toBeGreaterThanOrEqual(1));
  expect(world.policy.document()).toContain('203.0.113.7/32');
  await pass(5 * 60_000);
  await vi.waitFor(() => expect(world.policy.document()).not.toContain('203.0.113.7/32'));
  expect(done('reset')).toBe(0);
  schedule.stop();
});

test("the reset comes at midnight in the team's zone, not in the machine's", async () => {
  const { schedule, pass, done } = await start();
  await pass(6 * HOUR_MS - 60_000);
  expect(done('reset')).toBe(0);
  await pass(60_000);
  await vi.waitFor(() => expect(done('reset')).toBe(1));
  schedule.stop();
});

test('a stopped schedule does nothing more', async () => {
  const { schedule, pass, done } = await start();
  schedule.stop();
  await pass(12 * HOUR_MS);
  expect(done('reset') + done('reconcile')).toBe(0);
});

test('a failed task is logged, and the next one comes all the same', async () => {
  const { world, schedule, pass, done } = await start();
  const baseline = await world.objects.get('baseline.json');
  await world.objects.delete('baseline.json');
  await pass(5 * 60_000);
  await vi.waitFor(() => expect(world.lines.some((line) => line.includes('task_failed'))).toBe(true));
  await world.objects.put('baseline.json', baseline?.body ?? '');
  await pass(5 * 60_000);
  await vi.waitFor(() => expect(done('reconcile')).toBe(1));
  schedule.stop();
});
