import { expect, test } from 'vitest';
import { createMemory } from '../../deps.ts';
import { reconcile } from '../../tasks/reconcile.ts';
import { reset } from '../../tasks/reset.ts';
import { createTestBackend, OFFICE_POLICY } from '../../testing/test-backend.ts';

const EDITED = OFFICE_POLICY.replace('"123.123.123.123/32"', '"123.123.123.123/32", "192.0.2.1/32"');
const BEFORE_MIDNIGHT = Date.parse('2026-11-23T14:50:00.000Z');
const MIDNIGHT = Date.parse('2026-11-23T15:00:00.000Z');
const MINUTE = 60_000;

/** A policy with an edit by hand, which the reset at midnight should end. */
async function createEditedWorld() {
  const world = await createTestBackend();
  world.time.now = BEFORE_MIDNIGHT;
  await reconcile(world.deps);
  await world.policy.createVersion(EDITED);
  const reconcileAt = (time: number) => {
    world.time.now = time;
    return reconcile({ ...world.deps, memory: createMemory() });
  };
  return { ...world, reconcileAt };
}

test('a reset that did not run is made up for by the reconcile, once', async () => {
  const world = await createEditedWorld();
  expect(await world.reconcileAt(MIDNIGHT + 2 * MINUTE)).toMatchObject({ madeUpReset: false });
  expect(world.policy.document()).toContain('192.0.2.1');
  expect(await world.reconcileAt(MIDNIGHT + 5 * MINUTE)).toMatchObject({ madeUpReset: true });
  expect(world.policy.document()).toBe(OFFICE_POLICY);
  await world.policy.createVersion(EDITED);
  expect(await world.reconcileAt(MIDNIGHT + 10 * MINUTE)).toMatchObject({ madeUpReset: false });
  expect(world.policy.document()).toContain('192.0.2.1');
});

test('a reset that ran at its time, or a moment early, is not run again', async () => {
  const world = await createEditedWorld();
  world.time.now = MIDNIGHT - 500;
  await reset(world.deps, 'r');
  await world.policy.createVersion(EDITED);
  expect(await world.reconcileAt(MIDNIGHT + 5 * MINUTE)).toMatchObject({ madeUpReset: false });
  expect(world.policy.document()).toContain('192.0.2.1');
});

test('a reset that failed for a broken baseline is made up for when the baseline is repaired; leases end meanwhile', async () => {
  const world = await createEditedWorld();
  const key = await world.join('alice');
  await world.call('POST', '/v1/leases', { key, body: { minutes: 15 } });
  await world.objects.put('baseline.json', '{');
  world.time.now = MIDNIGHT;
  await expect(reset(world.deps, 'r')).rejects.toThrow();
  await expect(world.reconcileAt(MIDNIGHT + 5 * MINUTE)).rejects.toThrow();
  expect(world.lines.some((line) => line.includes('reset_overdue'))).toBe(true);
  await world.objects.put('baseline.json', OFFICE_POLICY);
  expect(await world.reconcileAt(MIDNIGHT + 10 * MINUTE)).toMatchObject({ madeUpReset: true });
  expect(world.policy.document()).toBe(OFFICE_POLICY);
});

test('a deployment without a recorded reset does not reset by itself', async () => {
  const world = await createTestBackend({ policy: EDITED, baseline: OFFICE_POLICY });
  expect(await reconcile(world.deps)).toMatchObject({ madeUpReset: false });
  expect(world.policy.document()).toContain('192.0.2.1');
});
