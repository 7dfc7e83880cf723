import { beforeAll, describe, expect, test } from 'vitest';
import type { AllowlistDeps } from '../src/deps.ts';
import type { ObjectStore, PolicyStore } from '../src/runtime/ports.ts';
import { runTask } from '../src/tasks/run-task.ts';
import { createTestBackend, otherProcess } from '../src/testing/test-backend.ts';
import { PERMISSIONS } from './stack/functions/permissions.ts';

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

interface Right {
  readonly action: string;
  readonly pattern: string;
}

const rights: Right[] = PERMISSIONS.flatMap(({ actions, on }) => {
  const patterns = on === 'policy' ? ['policy'] : 'objects' in on ? on.objects : on.prefixes;
  return actions.flatMap((action) => patterns.map((pattern) => ({ action, pattern })));
});

/** IAM's `*` at the end of a pattern. */
function covers({ action, pattern }: Right, use: Use): boolean {
  if (action !== use.action) return false;
  return pattern.endsWith('*') ? use.on.startsWith(pattern.slice(0, -1)) : use.on === pattern;
}

describe('the role', () => {
  test('may do everything the backend does', () => {
    const refused = uses.filter((use) => !rights.some((right) => covers(right, use)));
    expect(refused).toEqual([]);
  });

  test.each(rights)('needs $action on $pattern', (right) => {
    expect(uses.some((use) => covers(right, use))).toBe(true);
  });
});
