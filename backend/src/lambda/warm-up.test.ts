import { expect, test } from 'vitest';
import { createMemory } from '../deps.ts';
import { AwsUnavailableError } from '../runtime/ports.ts';
import { countRounds } from '../testing/rounds.ts';
import { createClient, createTestBackend, OFFICE_POLICY } from '../testing/test-backend.ts';
import { warmUp } from './warm-up.ts';

test('after a warm-up the first request reads no baseline, and the warm-up does not call IAM', async () => {
  const world = await createTestBackend();
  const key = await world.join('hanako');
  const counted = countRounds({ objects: world.objects, policies: world.policy });
  const deps = { ...world.deps, ...counted, memory: createMemory() };
  await warmUp(deps);
  expect(counted.rounds).toEqual([['s3 get baseline.json', 's3 get state']]);
  counted.rounds.length = 0;
  expect((await createClient(deps).call('GET', '/v1/me', { key })).status).toBe(200);
  expect(counted.rounds[0]).toEqual(['s3 get members']);
  expect(counted.rounds.flat()).not.toContain('s3 get baseline.json');
});

test('a warm-up that fails is logged, and the first request reads again', async () => {
  const world = await createTestBackend();
  const key = await world.join('hanako');
  let failures = 2;
  const refuse = () => {
    if (failures-- > 0) throw new AwsUnavailableError('no answer');
  };
  const memory = createMemory();
  const deps = {
    ...world.deps,
    memory,
    objects: {
      ...world.objects,
      get: async (name: string) => {
        if (name === 'baseline.json' || name === 'state/applied.json') refuse();
        return world.objects.get(name);
      },
    },
  };
  await warmUp(deps);
  expect(failures).toBe(0);
  expect(world.lines.filter((line) => line.includes('start_failed'))).toHaveLength(1);
  expect((await createClient(deps).call('GET', '/v1/me', { key })).status).toBe(200);
});

test('a baseline that is not there yet is looked for again', async () => {
  const world = await createTestBackend({ baseline: null });
  const key = await world.join('hanako');
  const deps = { ...world.deps, memory: createMemory() };
  await warmUp(deps);
  await world.objects.put('baseline.json', OFFICE_POLICY);
  expect((await createClient(deps).call('GET', '/v1/me', { key })).status).toBe(200);
});
