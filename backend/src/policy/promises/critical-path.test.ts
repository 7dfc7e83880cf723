import { expect, test } from 'vitest';
import { countRounds } from '../../testing/rounds.ts';
import { createClient, createTestBackend } from '../../testing/test-backend.ts';

test('a lone grant on a warm process takes four rounds, two of them S3 only, and two IAM calls', async () => {
  const world = await createTestBackend();
  const key = await world.join('hanako');
  const counted = countRounds({ objects: world.objects, policies: world.policy });
  const client = createClient({ ...world.deps, ...counted });
  await client.call('GET', '/v1/me', { key });
  counted.rounds.length = 0;

  const first = await client.call('POST', '/v1/leases', { key });

  expect(first.status).toBe(201);
  expect(counted.rounds).toEqual([
    ['s3 put leases', 's3 put state'],
    ['iam list', 's3 get baseline.json', 's3 get members', 's3 get state', 's3 list leases'],
    ['iam create', 's3 put state'],
    ['s3 delete state', 's3 put audit', 's3 put state'],
  ]);

  // It was alone a moment ago, so it reads IAM together with the lock.
  counted.rounds.length = 0;
  world.time.now += 1000;
  const second = await client.call('POST', '/v1/leases', { key, from: '203.0.113.8' });

  expect(second.status).toBe(201);
  expect(counted.rounds).toEqual([
    ['iam list', 's3 put leases', 's3 put state'],
    ['s3 get baseline.json', 's3 get members', 's3 get state', 's3 list leases'],
    ['iam create', 's3 put state'],
    ['s3 delete state', 's3 put audit', 's3 put state'],
  ]);
});

test('a cold process pays two rounds more: for the member and the baseline side by side, and for the document', async () => {
  const world = await createTestBackend();
  const key = await world.join('hanako');
  await world.call('POST', '/v1/leases', { key });
  const counted = countRounds({ objects: world.objects, policies: world.policy });
  const { createMemory } = await import('../../deps.ts');
  const client = createClient({ ...world.deps, ...counted, memory: createMemory() });

  await client.call('POST', '/v1/leases', { key, from: '203.0.113.8' });

  expect(counted.rounds[0]).toEqual(['s3 get baseline.json', 's3 get members']);
  expect(counted.rounds[3]).toEqual(['iam get']);
  expect(counted.rounds).toHaveLength(6);
});

test('GET /v1/me takes one round, writes nothing, and asks IAM for one listing at most', async () => {
  const world = await createTestBackend();
  const key = await world.join('hanako');
  await world.call('POST', '/v1/leases', { key });
  const counted = countRounds({ objects: world.objects, policies: world.policy });
  const client = createClient({ ...world.deps, ...counted });

  await client.call('GET', '/v1/me', { key, from: '198.51.100.9' });
  world.time.now += 1000;
  await client.call('GET', '/v1/me', { key, from: '198.51.100.9' });

  expect(counted.rounds).toEqual([
    ['iam list', 's3 get state', 's3 list leases'],
    ['s3 get state', 's3 list leases'],
  ]);
});
