import { describe, expect, test } from 'vitest';
import { BASELINE_KEY } from '../store/baseline.ts';
import { createTestBackend, OFFICE_POLICY } from '../testing/test-backend.ts';
import { runTask, TaskError } from './run-task.ts';

test('reset and reconcile report what they did', async () => {
  const world = await createTestBackend();
  await world.call('POST', '/v1/leases', { key: await world.join('a') });
  world.time.now = Date.parse('2026-11-23T15:00:00.000Z');
  expect(await runTask(world.deps, { task: 'reset' })).toMatchObject({
    task: 'reset',
    versionBefore: 'v2',
    versionAfter: 'v3',
    change: { removed: [expect.stringContaining('203.0.113.7/32')] },
    drift: { added: [], removed: [], other: [] },
  });
  expect(world.lines.some((line) => line.includes('"expired"') && line.includes('203.0.113.7/32'))).toBe(
    true,
  );
  expect(await runTask(world.deps, { task: 'reconcile' })).toMatchObject({
    task: 'reconcile',
    versionAfter: 'v3',
    removed: [],
  });
});

test('an event that is no task is refused', async () => {
  const world = await createTestBackend();
  await expect(runTask(world.deps, { task: 'format' })).rejects.toThrow(TaskError);
  await expect(runTask(world.deps, null)).rejects.toThrow(TaskError);
});

describe('a baseline that cannot be used stops the reset, changes nothing and leaves a trace', () => {
  test.each([
    ['missing', undefined],
    ['not JSON', '{"Version": "2012-10-17", "Statement": ['],
    [
      'without a fence',
      '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}',
    ],
    ['with an address that is none', OFFICE_POLICY.replace('123.123.123.123/32', '123.123.123.1234/32')],
    ['with an empty list', OFFICE_POLICY.replace('"123.123.123.123/32"', '')],
  ])('%s', async (_, baseline) => {
    const world = await createTestBackend();
    await world.call('POST', '/v1/leases', { key: await world.join('a') });
    const before = world.policy.document();
    if (baseline === undefined) await world.objects.delete(BASELINE_KEY);
    else await world.objects.put(BASELINE_KEY, baseline);
    world.time.now = Date.parse('2026-11-23T15:00:00.000Z');

    await expect(runTask(world.deps, { task: 'reset' })).rejects.toThrow(/baseline/);

    expect(world.policy.document()).toBe(before);
    expect(world.objects.objects.has('state/writer.lock')).toBe(false);
    expect(world.lines.some((line) => line.includes('reset_refused'))).toBe(true);
  });
});
