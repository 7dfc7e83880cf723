import { expect, test } from 'vitest';
import { createMemory } from '../deps.ts';
import { AwsUnavailableError } from '../ports.ts';
import { countRounds } from '../testing/rounds.ts';
import { createClient, createWorld, OFFICE_POLICY } from '../testing/world.ts';
import { warmUp } from './warm-up.ts';

test('after a warm-up the first question needs neither the baseline nor a listing of versions', async () => {
  const world = await createWorld();
  const key = await world.join('hanako');
  const counted = countRounds({ objects: world.objects, policies: world.policy });
  const deps = { ...world.deps, ...counted, memory: createMemory() };
  await warmUp(deps);
  expect(counted.rounds).toEqual([['iam list', 's3 get baseline.json']]);
  counted.rounds.length = 0;
  expect((await createClient(deps).call('GET', '/v1/me', { key })).status).toBe(200);
  expect(counted.rounds[0]).toEqual(['s3 get members']);
  expect(counted.rounds.flat()).not.toContain('iam list');
});

test('a warm-up that fails says nothing, and the first question asks again', async () => {
  const world = await createWorld();
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
        if (name === 'baseline.json') refuse();
        return world.objects.get(name);
      },
    },
    policies: {
      ...world.policy,
      listVersions: async () => {
        refuse();
        return world.policy.listVersions();
      },
    },
  };
  await warmUp(deps);
  expect(failures).toBe(0);
  expect((await createClient(deps).call('GET', '/v1/me', { key })).status).toBe(200);
});

test('a baseline that is not there yet is looked for again', async () => {
  const world = await createWorld({ baseline: null });
  const key = await world.join('hanako');
  const deps = { ...world.deps, memory: createMemory() };
  await warmUp(deps);
  await world.objects.put('baseline.json', OFFICE_POLICY);
  expect((await createClient(deps).call('GET', '/v1/me', { key })).status).toBe(200);
});
