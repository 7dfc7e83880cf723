import { describe, expect, test } from 'vitest';
import { createTestBackend, HOME, OFFICE_POLICY } from '../testing/test-backend.ts';
import { runTask } from './run-task.ts';

/** Half an hour before the reset: the lease is cut an hour later, so it outlives it. */
const JUST_BEFORE_MIDNIGHT = Date.parse('2026-11-23T14:30:00.000Z');
const MIDNIGHT = Date.parse('2026-11-23T15:00:00.000Z');

async function lateLease() {
  const world = await createTestBackend();
  const key = await world.join('aiko');
  world.time.now = JUST_BEFORE_MIDNIGHT;
  expect((await world.call('POST', '/v1/leases', { key, body: {} })).status).toBe(201);
  world.time.now = MIDNIGHT;
  return world;
}

describe('a reset to the baseline', () => {
  test('ends the leases that outlive an ordinary reset', async () => {
    const world = await lateLease();
    await runTask(world.deps, { task: 'reset' });
    expect(world.policy.document()).toContain(HOME);
    await runTask(world.deps, { task: 'reset', toBaseline: true });
    expect(JSON.parse(world.policy.document())).toEqual(JSON.parse(OFFICE_POLICY));
  });

  test('stays: no later reconcile puts a lease back', async () => {
    const world = await lateLease();
    await runTask(world.deps, { task: 'reset', toBaseline: true });
    const version = world.policy.version();
    world.time.now += 60_000;
    await runTask(world.deps, { task: 'reconcile' });
    expect(world.policy.document()).not.toContain(HOME);
    expect(world.policy.version()).toBe(version);
  });

  test('changes nothing without a baseline, and fails', async () => {
    const world = await createTestBackend({ baseline: null });
    await expect(runTask(world.deps, { task: 'reset', toBaseline: true })).rejects.toThrow(/baseline/);
    expect(world.policy.ids()).toEqual(['v1']);
  });
});
