import { expect, test } from 'vitest';
import { AwsUnavailableError, type ObjectStore, PolicyNotFoundError } from '../../runtime/ports.ts';
import { createTestBackend, fullPolicy, otherProcess } from '../../testing/test-backend.ts';

const UNAVAILABLE = () => new AwsUnavailableError('s3: SlowDown', { answered: true });

/** A bucket that deletes no lease record. */
function withoutDeletes(objects: ObjectStore): ObjectStore {
  return {
    ...objects,
    delete: async (key, condition) => {
      if (key.startsWith('leases/')) throw UNAVAILABLE();
      return objects.delete(key, condition);
    },
  };
}

test('a request is not refused while its record stays because the applied state could not be read', async () => {
  const world = await createTestBackend();
  const key = await world.join('alice');
  await world.call('POST', '/v1/leases', { key, from: '198.51.100.1' });
  let reads = 0;
  const process = otherProcess(world.deps, {
    objects: {
      ...world.objects,
      get: async (name) => {
        if (name === 'state/applied.json' && ++reads > 1) throw UNAVAILABLE();
        return world.objects.get(name);
      },
    },
    policies: {
      ...world.policy,
      listVersions: async () => {
        throw new PolicyNotFoundError('The policy does not exist');
      },
    },
  });
  const answer = await process.call('POST', '/v1/leases', { key });
  expect(answer.body).toMatchObject({ code: 'aws_unavailable' });
  expect(await world.objects.list('leases/')).toHaveLength(2);
});

test('a request is not refused for a broken baseline while its record stays because S3 did not delete it', async () => {
  const world = await createTestBackend();
  const key = await world.join('alice');
  const objects = withoutDeletes(world.objects);
  let isBroken = false;
  const process = otherProcess(world.deps, {
    objects: {
      ...objects,
      put: async (name, body, condition) => {
        if (name === 'state/writer.lock' && !isBroken) {
          isBroken = true;
          await world.objects.put('baseline.json', 'broken');
        }
        return objects.put(name, body, condition);
      },
    },
  });
  const answer = await process.call('POST', '/v1/leases', { key });
  expect(answer.body).toMatchObject({ code: 'aws_unavailable' });
  expect(world.lines.some((line) => line.includes('"refused"'))).toBe(false);
});

test('a request is not refused for lack of room while its record stays because S3 did not delete it', async () => {
  const policy = fullPolicy();
  const world = await createTestBackend({ policy, baseline: policy });
  const key = await world.join('alice');
  const process = otherProcess(world.deps, { objects: withoutDeletes(world.objects) });
  const answer = await process.call('POST', '/v1/leases', { key });
  expect(answer.body).toMatchObject({ code: 'busy' });
  expect(await world.objects.list('leases/')).toHaveLength(1);
  expect(world.lines.some((line) => line.includes('"refused"'))).toBe(false);
});
