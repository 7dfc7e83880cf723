import { beforeAll, describe, expect, test } from 'vitest';
import { type AllowlistDeps, createMemory } from '../src/deps.ts';
import type { ObjectStore, PolicyStore } from '../src/runtime/ports.ts';
import { runTask } from '../src/tasks/run-task.ts';
import { createClient, createTestBackend, otherProcess } from '../src/testing/test-backend.ts';
import { createTargets, otherTarget } from '../src/testing/test-targets.ts';
import { PERMISSIONS, type Permission, TARGET_PERMISSIONS } from './stack/functions/permissions.ts';

interface Use {
  readonly action: string;
  /** An object key, a prefix, or `policy`. */
  readonly on: string;
}

/** The same stores, with every call noted as the AWS action it needs. */
function recorded(deps: AllowlistDeps, uses: Use[]): { objects: ObjectStore; policies: PolicyStore } {
  const { objects, policies } = deps;
  const note = (action: string, on: string) => {
    uses.push({ action, on });
  };
  return {
    objects: {
      get: (key) => {
        note('s3:GetObject', key);
        // Without the right to list, a missing object would be refused and not missing.
        note('s3:ListBucket', key);
        return objects.get(key);
      },
      put: (key, body, condition) => {
        note('s3:PutObject', key);
        // A write that depends on an ETag must be allowed to read.
        if (condition !== undefined && 'ifMatch' in condition) note('s3:GetObject', key);
        return objects.put(key, body, condition);
      },
      delete: (key, condition) => {
        note('s3:DeleteObject', key);
        return objects.delete(key, condition);
      },
      list: (prefix, startAfter) => {
        note('s3:ListBucket', prefix);
        return objects.list(prefix, startAfter);
      },
    },
    policies: {
      arn: policies.arn,
      listVersions: () => {
        note('iam:ListPolicyVersions', 'policy');
        return policies.listVersions();
      },
      getVersion: (id) => {
        note('iam:GetPolicyVersion', 'policy');
        return policies.getVersion(id);
      },
      createVersion: (document) => {
        note('iam:CreatePolicyVersion', 'policy');
        return policies.createVersion(document);
      },
      deleteVersion: (id) => {
        note('iam:DeletePolicyVersion', 'policy');
        return policies.deleteVersion(id);
      },
    },
  };
}

const uses: Use[] = [];
/** What a deployment with several targets does. */
const usesOfTargets: Use[] = [];

/** A few days of a team: members come and go, the policy fills its versions, requests with unknown keys come, resets pass. */
beforeAll(async () => {
  const { deps, join, time } = await createTestBackend();
  const key = await join('aiko');
  const { objects, policies } = recorded(deps, uses);
  const { call } = otherProcess(deps, { objects, policies });
  const tasks = { ...deps, objects, policies };
  for (let day = 0; day < 3; day++) {
    for (const from of ['203.0.113.7', '198.51.100.9', '2001:db8::1']) {
      await call('GET', '/v1/me', { key, from });
      await call('POST', '/v1/leases', { key, from, body: { minutes: 30, label: 'Home' } });
      await call('GET', '/v1/leases', { key, from });
      time.now += 60_000;
    }
    await call('DELETE', '/v1/leases/aiko~203.0.113.7_32', { key });
    await call('GET', '/v1/me', { key: 'Bearer genkan_nobody.AAAA' });
    time.now += 25 * 3_600_000;
    await runTask(tasks, { task: 'reconcile' });
    await runTask(tasks, { task: 'reset', toBaseline: day === 2 });
  }
});

/** A day of a deployment with a further target: a click, the status, an end, the two tasks. */
beforeAll(async () => {
  const world = await createTargets([otherTarget('staging')]);
  const key = await world.join('aiko');
  const { objects, policies } = recorded(world.deps, usesOfTargets);
  const deps = { ...world.deps, objects, policies };
  const { call } = createClient({ ...deps, memory: createMemory() });
  await call('GET', '/v1/me', { key });
  for (const from of ['203.0.113.7', '198.51.100.9']) await call('POST', '/v1/leases', { key, from });
  await call('GET', '/v1/leases', { key });
  await call('DELETE', '/v1/leases/aiko~203.0.113.7_32', { key });
  world.time.now += 25 * 3_600_000;
  await runTask({ ...deps, memory: createMemory() }, { task: 'reconcile' });
  await runTask({ ...deps, memory: createMemory() }, { task: 'reset' });
});

interface Right {
  readonly action: string;
  readonly pattern: string;
}

function rightsOf(permissions: readonly Permission[]): readonly Right[] {
  return permissions.flatMap(({ actions, on }) => {
    const patterns = typeof on === 'string' ? ['policy'] : 'objects' in on ? on.objects : on.prefixes;
    return actions.flatMap((action) => patterns.map((pattern) => ({ action, pattern })));
  });
}

const rights = rightsOf(PERMISSIONS);
const rightsOfTargets = rightsOf(TARGET_PERMISSIONS);

/** IAM's `*` stands for any characters, slashes too. */
function covers({ action, pattern }: Right, use: Use): boolean {
  if (action !== use.action) return false;
  const [first = '', ...rest] = pattern.split('*');
  const expression = [first, ...rest].map((part) => part.replace(/[.]/g, '\\.')).join('.*');
  return new RegExp(`^${expression}$`).test(use.on);
}

describe('the role', () => {
  test('may do everything the backend does', () => {
    const refused = uses.filter((use) => !rights.some((right) => covers(right, use)));
    expect(refused).toEqual([]);
  });

  test('may do everything that several targets need, and with one target it may not touch them', () => {
    const refused = usesOfTargets.filter(
      (use) => ![...rights, ...rightsOfTargets].some((right) => covers(right, use)),
    );
    expect(refused).toEqual([]);
    expect(uses.filter((use) => rightsOfTargets.some((right) => covers(right, use)))).toEqual([]);
  });

  test.each(rightsOfTargets)('needs $action on $pattern with several targets', (right) => {
    expect(usesOfTargets.some((use) => covers(right, use))).toBe(true);
  });

  test.each(rights)('needs $action on $pattern', (right) => {
    expect(uses.some((use) => covers(right, use))).toBe(true);
  });
});
