import { MAX_POLICY_SIZE, policySize } from '@genkan/shared/policy';
import { addMember } from '../admin/members/add-member.ts';
import { type BackendDeps, createMemory } from '../deps.ts';
import { createApp } from '../http/app.ts';
import { type BackendConfig, loadConfig } from '../runtime/config.ts';
import type { ObjectStore, PolicyStore } from '../runtime/ports.ts';
import { BASELINE_KEY, writeBaselineRecord } from '../store/baseline.ts';
import type { Member } from '../store/members.ts';
import { createMemoryObjects, createMemoryPolicy } from './memory-stores.ts';

export const OFFICE_POLICY = `{
  "Version": "2012-10-17",
  "Statement": [
    { "Sid": "", "Effect": "Deny", "Action": "*", "Resource": "*",
      "Condition": { "NotIpAddress": { "aws:SourceIp": ["123.123.123.123/32"] } } }
  ]
}`;

export const HOME = '203.0.113.7';

/** 2026-11-23 18:00 in Tokyo; the next reset is six hours away. */
export const NOON = Date.parse('2026-11-23T09:00:00.000Z');

/** A policy with so many offices that only `room` more characters fit; by default no further address. */
export function fullPolicy(room = 0): string {
  const offices: string[] = [];
  const document = () => OFFICE_POLICY.replace('"123.123.123.123/32"', offices.join(','));
  while (policySize(document()) < MAX_POLICY_SIZE - 20 - room) {
    offices.push(`"100.0.${offices.length >> 8}.${offices.length & 255}/32"`);
  }
  offices.push('"100.1.1.1/32"');
  return document();
}

/** The office's policy with a second Deny, for addresses that are never allowed. */
export function withBlocklist(blocked: string, extra: Readonly<Record<string, unknown>> = {}): string {
  const statement = {
    Sid: 'Blocked',
    Effect: 'Deny',
    Action: '*',
    Resource: '*',
    Condition: { IpAddress: { 'aws:SourceIp': [blocked] }, ...extra },
  };
  return OFFICE_POLICY.replace(/\n {2}\]\n\}$/, `,\n    ${JSON.stringify(statement)}\n  ]\n}`);
}

interface WorldOptions {
  readonly policy?: string;
  readonly baseline?: string | null;
  readonly config?: Partial<BackendConfig>;
}

/** The backend on an S3 and an IAM in memory, with a clock that only tests move. */
export async function createTestBackend(options: WorldOptions = {}) {
  const time = { now: NOON };
  const objects = createMemoryObjects();
  const policy = createMemoryPolicy(options.policy ?? OFFICE_POLICY, () => time.now);
  if (options.baseline !== null) {
    const document = options.baseline ?? options.policy ?? OFFICE_POLICY;
    await objects.put(BASELINE_KEY, document);
    await writeBaselineRecord(objects, { policyArn: policy.arn, document, now: time.now });
  }
  const lines: string[] = [];
  let seed = 0;
  const deps: BackendDeps = {
    config: {
      ...loadConfig({ GENKAN_POLICY_ARN: policy.arn, GENKAN_BUCKET: 'genkan-test' }),
      ...options.config,
    },
    objects,
    policies: policy,
    clock: {
      now: () => time.now,
      // Real pauses would make tests slow: time passes only during a pause of the code under test.
      sleep: async (milliseconds) => {
        await new Promise((resolve) => setImmediate(resolve));
        if (milliseconds <= 1000) time.now += Math.ceil(milliseconds);
        else await new Promise(() => undefined);
      },
    },
    // A small generator with a long period (Numerical Recipes), so that runs repeat.
    randomBytes: (length) =>
      Uint8Array.from({ length }, () => {
        seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
        return seed >>> 24;
      }),
    log: {
      info: (event, fields) => lines.push(JSON.stringify({ event, ...fields })),
      error: (event, fields) => lines.push(JSON.stringify({ event, level: 'error', ...fields })),
    },
    memory: createMemory(),
    sourceAddress: (c) => c.req.header('x-test-address') ?? HOME,
  };
  return { ...createClient(deps), deps, objects, policy, time, lines };
}

export type TestBackend = Awaited<ReturnType<typeof createTestBackend>>;

/** Requests to an app on these dependencies. */
export function createClient(deps: BackendDeps) {
  const app = createApp(deps);
  return {
    app,
    /** Creates a member and returns the `Authorization` header of its key. */
    async join(id: string, more: Pick<Partial<Member>, 'limits' | 'groups'> = {}): Promise<string> {
      const added = await addMember(deps, {
        id,
        name: `Member ${id}`,
        endpoint: 'https://genkan.example.com',
        ...more,
      });
      return `Bearer ${added.key}`;
    },
    async call(
      method: string,
      path: string,
      options: {
        readonly key?: string;
        readonly from?: string;
        readonly body?: unknown;
        readonly headers?: Readonly<Record<string, string>>;
      } = {},
    ) {
      const response = await app.request(path, {
        method,
        headers: {
          ...options.headers,
          ...(options.key !== undefined && { authorization: options.key }),
          ...(options.from !== undefined && { 'x-test-address': options.from }),
        },
        ...(options.body !== undefined && {
          body: typeof options.body === 'string' ? options.body : JSON.stringify(options.body),
        }),
      });
      const text = await response.text();
      const body: unknown = text === '' ? undefined : JSON.parse(text);
      return { status: response.status, headers: response.headers, body };
    },
  };
}

/** The same S3 and IAM seen by another process. */
export function otherProcess(
  deps: BackendDeps,
  change: Partial<{ objects: ObjectStore; policies: PolicyStore }> = {},
) {
  return createClient({ ...deps, ...change, memory: createMemory() });
}
