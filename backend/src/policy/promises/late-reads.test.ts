import { expect, test } from 'vitest';
import { AwsUnavailableError, PolicyNotFoundError, type PolicyStore } from '../../runtime/ports.ts';
import { reset } from '../../tasks/reset.ts';
import { createTestBackend, HOME, NOON, OFFICE_POLICY, otherProcess } from '../../testing/test-backend.ts';

test('a version that IAM lists before it shows it is waited for, not taken for a missing policy', async () => {
  const world = await createTestBackend();
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
  const world = await createTestBackend();
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
  const world = await createTestBackend();
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

/** An IAM in which an administrator saves the policy by hand just before the next create of ours. */
async function createRacedWorld(change: (policy: PolicyStore) => Partial<PolicyStore>) {
  const world = await createTestBackend();
  const edited = OFFICE_POLICY.replace('123.123.123.123/32', '123.123.123.123/32", "198.51.100.9/32');
  let edits = 1;
  const policies: PolicyStore = {
    ...world.policy,
    createVersion: async (document) => {
      if (edits-- > 0) await world.policy.createVersion(edited);
      return world.policy.createVersion(document);
    },
  };
  return { ...world, process: otherProcess(world.deps, { policies: { ...policies, ...change(policies) } }) };
}

test('an edit by hand that was run over is put back although IAM shows it late', async () => {
  let misses = 5;
  let stale: Awaited<ReturnType<PolicyStore['listVersions']>> = [];
  let lag = 0;
  const world = await createRacedWorld((policies) => ({
    listVersions: async () => {
      if (stale.length === 0) stale = await policies.listVersions();
      else if (lag++ < 3) return stale;
      return policies.listVersions();
    },
    getVersion: async (id) => {
      if (id === 'v2' && misses-- > 0) throw new PolicyNotFoundError('v2 does not exist');
      return policies.getVersion(id);
    },
  }));
  const answer = await world.process.call('POST', '/v1/leases', { key: await world.join('a') });
  expect(answer.status).toBe(201);
  expect(world.policy.document()).toContain('"198.51.100.9/32"');
  expect(world.policy.document()).toContain(`"${HOME}/32"`);
});

test('an edit by hand that was run over is put back although our own create took effect twice', async () => {
  const world = await createRacedWorld((policies) => ({
    createVersion: async (document) => {
      await policies.createVersion(document);
      return policies.createVersion(document);
    },
  }));
  const answer = await world.process.call('POST', '/v1/leases', { key: await world.join('a') });
  expect(answer.status).toBe(201);
  expect(world.policy.document()).toContain('"198.51.100.9/32"');
  expect(world.policy.document()).toContain(`"${HOME}/32"`);
});

test('a lease is not acknowledged on a listing and a read that both show the past', async () => {
  const world = await createTestBackend();
  const key = await world.join('a');
  await world.call('POST', '/v1/leases', { key });
  const past = await world.policy.listVersions();
  await world.call('DELETE', `/v1/leases/a~${HOME}_32`, { key });
  let reads = 0;
  const process = otherProcess(world.deps, {
    policies: {
      ...world.policy,
      listVersions: async () => (reads++ === 0 ? past : world.policy.listVersions()),
      getVersion: async (id) => {
        if (id === 'v3' && reads === 1) throw new PolicyNotFoundError('v3 does not exist');
        return world.policy.getVersion(id);
      },
    },
  });
  expect((await process.call('POST', '/v1/leases', { key })).status).toBe(201);
  expect(world.policy.document()).toContain(`"${HOME}/32"`);
});

test('a lease is not acknowledged on an older version that has the very document of a create that failed', async () => {
  const world = await createTestBackend();
  const key = await world.join('a');
  await world.call('POST', '/v1/leases', { key });
  const past = await world.policy.listVersions();
  await world.call('DELETE', `/v1/leases/a~${HOME}_32`, { key });
  world.time.now += 1000;
  const failing = otherProcess(world.deps, {
    policies: {
      ...world.policy,
      createVersion: async () => {
        throw new AwsUnavailableError('iam: Throttling', { answered: true });
      },
    },
  });
  expect((await failing.call('POST', '/v1/leases', { key })).body).toMatchObject({ code: 'aws_unavailable' });
  world.time.now += 1000;
  let lists = 0;
  const process = otherProcess(world.deps, {
    policies: {
      ...world.policy,
      listVersions: async () => (lists++ === 0 ? past : world.policy.listVersions()),
    },
  });
  expect((await process.call('POST', '/v1/leases', { key })).status).toBeLessThan(300);
  expect(world.policy.document()).toContain(`"${HOME}/32"`);
});

test('our own version is not doubted in the next round, when an edit that it ran over is put back', async () => {
  const world = await createTestBackend();
  const past = await world.policy.listVersions();
  let lists = 0;
  const process = otherProcess(world.deps, {
    policies: {
      ...world.policy,
      createVersion: async (document) => {
        if (lists === 1) {
          await world.policy.createVersion(OFFICE_POLICY.replace('123.123.123.123/32', '198.51.100.9/32'));
        }
        return world.policy.createVersion(document);
      },
      // The second listing looks for what was run over; the third, of the next round, shows the past again, and another
      // member's lease makes that round's document another one.
      listVersions: async () => {
        if (++lists !== 3) return world.policy.listVersions();
        const times = [NOON, NOON + 3_600_000].map((time) => String(time).padStart(15, '0')).join('-');
        await world.objects.put(`leases/b~198.51.100.77_32/${times}`, '{}');
        return past;
      },
      getVersion: async (id) => {
        if (id === 'v3' && lists === 3) throw new PolicyNotFoundError('v3 does not exist');
        return world.policy.getVersion(id);
      },
    },
  });
  expect((await process.call('POST', '/v1/leases', { key: await world.join('a') })).status).toBe(201);
  expect(world.policy.document()).toContain('"198.51.100.9/32"');
  expect(world.policy.document()).not.toContain('"123.123.123.123/32"');
  expect(world.policy.document()).toContain(`"${HOME}/32"`);
});

test('a reset of a moment ago is not undone, although IAM’s listing and reading both show the time before', async () => {
  const drifted = OFFICE_POLICY.replace('123.123.123.123/32', '123.123.123.123/32", "198.51.100.9/32');
  const world = await createTestBackend({ policy: drifted, baseline: OFFICE_POLICY });
  const key = await world.join('a');
  const past = await world.policy.listVersions();
  await reset(world.deps, 'midnight');
  let misses = 3;
  const process = otherProcess(world.deps, {
    policies: {
      ...world.policy,
      listVersions: async () => past,
      getVersion: async (id) => {
        if (id === 'v2' && misses-- > 0) throw new PolicyNotFoundError('v2 does not exist');
        return world.policy.getVersion(id);
      },
    },
  });
  expect((await process.call('POST', '/v1/leases', { key })).status).toBe(201);
  // One create, and it starts from what the reset made.
  expect(world.policy.version()).toBe('v3');
  expect(world.policy.document()).not.toContain('198.51.100.9');
});
