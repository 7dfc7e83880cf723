import { expect, test } from 'vitest';
import { PolicyNotFoundError } from '../ports.ts';
import { createWorld, HOME, OFFICE_POLICY, otherProcess } from '../testing/world.ts';

test('a version that IAM lists before it shows it is waited for, not taken for a missing policy', async () => {
  const world = await createWorld();
  const key = await world.join('a');
  await world.policy.createVersion(OFFICE_POLICY);
  let misses = 2;
  const process = otherProcess(world.deps, {
    policies: {
      ...world.policy,
      getVersion: async (id) => {
        if (misses-- > 0) throw new PolicyNotFoundError(`${id} does not exist`);
        return world.policy.getVersion(id);
      },
    },
  });
  expect((await process.call('POST', '/v1/leases', { key })).status).toBe(201);
  expect(world.policy.document()).toContain(`"${HOME}/32"`);
});

test('a version that IAM lists and never shows is AWS being away, and the lease stays for the next writer', async () => {
  const world = await createWorld();
  const key = await world.join('a');
  await world.policy.createVersion(OFFICE_POLICY);
  const process = otherProcess(world.deps, {
    policies: {
      ...world.policy,
      getVersion: async (id) => {
        throw new PolicyNotFoundError(`${id} does not exist`);
      },
    },
  });
  const answer = await process.call('POST', '/v1/leases', { key });
  expect(answer.body).toMatchObject({ status: 503, code: 'aws_unavailable' });
  expect((await world.call('GET', '/v1/leases', { key })).body).toMatchObject({
    leases: [{ cidr: `${HOME}/32` }],
  });
});

test('a lease that was taken back stays away when a listing of leases comes late', async () => {
  const world = await createWorld();
  const key = await world.join('a');
  let finish = () => {};
  const late = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const process = otherProcess(world.deps, {
    objects: {
      ...world.objects,
      list: async (prefix, startAfter) => {
        if (prefix === 'leases/') await late;
        return world.objects.list(prefix, startAfter);
      },
    },
    policies: {
      ...world.policy,
      listVersions: async () => {
        throw new PolicyNotFoundError('The policy does not exist');
      },
    },
  });
  expect((await process.call('POST', '/v1/leases', { key })).body).toMatchObject({ code: 'policy_missing' });
  finish();
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect((await world.call('GET', '/v1/leases', { key })).body).toEqual({ leases: [] });
});
