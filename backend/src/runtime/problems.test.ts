import { PROBLEMS, type ProblemCode, problemSchema } from '@genkan/shared/contract';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import {
  createClient,
  createTestBackend,
  fullPolicy,
  NOON,
  OFFICE_POLICY,
  type TestBackend,
  withBlocklist,
} from '../testing/test-backend.ts';
import {
  AccessRefusedError,
  AwsSetupError,
  AwsUnavailableError,
  BucketNotFoundError,
  MalformedPolicyError,
  type ObjectStore,
  PolicyNotFoundError,
  type PolicyStore,
} from './ports.ts';

type Answer = Awaited<ReturnType<TestBackend['call']>>;

interface Row {
  readonly name: string;
  readonly code: ProblemCode;
  /** A phrase of the sentence that the caller reads. */
  readonly says: string;
  readonly retryAfter?: string;
  readonly provoke: () => Promise<{ world: TestBackend; answer: Answer }>;
}

const UNFENCED = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}';

async function post(world: TestBackend, request: { from?: string; body?: unknown; key?: string } = {}) {
  const key = request.key ?? (await world.join('hanako'));
  return { world, answer: await world.call('POST', '/v1/leases', { ...request, key }) };
}

/** The same request while one of S3 and IAM misbehaves. */
async function postWith(change: { objects?: Partial<ObjectStore>; policies?: Partial<PolicyStore> }) {
  const world = await createTestBackend();
  const key = await world.join('hanako');
  const client = createClient({
    ...world.deps,
    objects: { ...world.deps.objects, ...change.objects },
    policies: { ...world.deps.policies, ...change.policies },
  });
  return { world, answer: await client.call('POST', '/v1/leases', { key }) };
}

function failing(error: Error): () => Promise<never> {
  return async () => {
    throw error;
  };
}

const rows: readonly Row[] = [
  {
    name: 'a field that is not in the contract',
    code: 'invalid_request',
    says: 'cidr',
    provoke: async () => post(await createTestBackend(), { body: { cidr: '0.0.0.0/0' } }),
  },
  {
    name: 'a body that is not JSON',
    code: 'invalid_request',
    says: 'not JSON',
    provoke: async () => post(await createTestBackend(), { body: '{"minutes":' }),
  },
  {
    name: 'no key',
    code: 'unauthorized',
    says: 'setup code',
    provoke: async () => {
      const world = await createTestBackend();
      return { world, answer: await world.call('POST', '/v1/leases') };
    },
  },
  {
    name: 'a path that does not exist',
    code: 'not_found',
    says: 'GET /v1/me',
    provoke: async () => {
      const world = await createTestBackend();
      return { world, answer: await world.call('GET', '/v2/me') };
    },
  },
  {
    name: 'an address that a second Deny of the policy names',
    code: 'address_blocked',
    says: 'Statement 2 (Blocked) of the policy denies 203.0.113.7',
    provoke: async () => post(await createTestBackend({ policy: withBlocklist('203.0.113.0/24') })),
  },
  {
    name: 'no baseline',
    code: 'baseline_invalid',
    says: 'missing',
    provoke: async () => post(await createTestBackend({ baseline: null })),
  },
  {
    name: 'a baseline with a typing error',
    code: 'baseline_invalid',
    says: 'genkan baseline set',
    provoke: async () => post(await createTestBackend({ baseline: OFFICE_POLICY.replace('}', '') })),
  },
  {
    name: 'a live policy without a fence',
    code: 'policy_unsupported',
    says: 'Nothing was changed',
    provoke: async () => post(await createTestBackend({ policy: UNFENCED, baseline: OFFICE_POLICY })),
  },
  {
    name: 'a document that IAM refuses',
    code: 'policy_unsupported',
    says: 'malformed',
    provoke: () => postWith({ policies: { createVersion: failing(new MalformedPolicyError('no')) } }),
  },
  {
    name: 'a policy that grew by hand to the limit',
    code: 'policy_full',
    says: 'room for 0',
    provoke: async () => {
      const world = await createTestBackend();
      await world.policy.createVersion(fullPolicy());
      return post(world);
    },
  },
  {
    name: 'a policy that was deleted',
    code: 'policy_missing',
    says: 'GENKAN_POLICY_ARN',
    provoke: () => postWith({ policies: { listVersions: failing(new PolicyNotFoundError('gone')) } }),
  },
  {
    name: 'a body of 5,000 bytes',
    code: 'payload_too_large',
    says: '4096',
    provoke: async () => post(await createTestBackend(), { body: { label: 'x'.repeat(5000) } }),
  },
  {
    name: 'a private source address',
    code: 'address_not_public',
    says: '192.168.1.10',
    provoke: async () => post(await createTestBackend(), { from: '192.168.1.10' }),
  },
  {
    name: 'a carrier-NAT source address',
    code: 'address_not_public',
    says: '100.64.0.1',
    provoke: async () => post(await createTestBackend(), { from: '100.64.0.1' }),
  },
  {
    name: 'a source address nobody could see',
    code: 'address_not_public',
    says: 'could not be seen',
    provoke: async () => post(await createTestBackend(), { from: 'unknown' }),
  },
  {
    name: 'a CDN that names itself in front of the backend',
    code: 'proxy_in_front',
    says: 'backend/PROXIES.md',
    provoke: async () => {
      const world = await createTestBackend();
      const headers = { via: '2.0 abc.cloudfront.net (CloudFront)' };
      const key = await world.join('hanako');
      return { world, answer: await world.call('POST', '/v1/leases', { key, headers }) };
    },
  },
  {
    name: 'a peer that is not the trusted proxy',
    code: 'proxy_in_front',
    says: '198.51.100.1, which is not a trusted proxy',
    provoke: async () => {
      const world = await createTestBackend();
      const client = createClient({ ...world.deps, trustedProxies: { networks: [], hops: 1 } });
      const key = await world.join('hanako');
      return { world, answer: await client.call('POST', '/v1/leases', { key, from: '198.51.100.1' }) };
    },
  },
  {
    name: 'sixty-one requests at once',
    code: 'rate_limited',
    says: 'Slow down',
    retryAfter: '1',
    provoke: async () => {
      const world = await createTestBackend();
      const key = await world.join('hanako');
      for (let n = 0; n < 60; n++) await world.call('GET', '/v1/me', { key });
      return { world, answer: await world.call('GET', '/v1/me', { key }) };
    },
  },
  {
    name: 'a fault of our own',
    code: 'internal',
    says: 'request id',
    provoke: () => postWith({ objects: { list: failing(new Error('secret detail')) } }),
  },
  {
    name: 'a role without permission in IAM',
    code: 'iam_refused',
    says: 'role',
    provoke: () => postWith({ policies: { listVersions: failing(new AccessRefusedError('no')) } }),
  },
  {
    name: 'a bucket without permission',
    code: 'storage_refused',
    says: 'genkan doctor',
    provoke: () => postWith({ objects: { list: failing(new AccessRefusedError('no', { service: 's3' })) } }),
  },
  {
    name: 'a bucket that does not exist',
    code: 'storage_refused',
    says: 'GENKAN_BUCKET',
    provoke: () => postWith({ objects: { list: failing(new BucketNotFoundError('no')) } }),
  },
  {
    name: 'no usable credentials',
    code: 'storage_refused',
    says: 'valid credentials',
    provoke: () =>
      postWith({
        objects: { list: failing(new AwsSetupError('no', { service: 's3', reason: 'credentials' })) },
      }),
  },
  {
    name: 'a clock that is wrong',
    code: 'iam_refused',
    says: 'set the clock',
    provoke: () =>
      postWith({
        policies: { listVersions: failing(new AwsSetupError('no', { service: 'iam', reason: 'clock' })) },
      }),
  },
  {
    name: 'a bucket in another Region',
    code: 'storage_refused',
    says: 'AWS_REGION',
    provoke: () =>
      postWith({ objects: { list: failing(new AwsSetupError('no', { service: 's3', reason: 'region' })) } }),
  },
  {
    name: 'AWS down',
    code: 'aws_unavailable',
    says: 'Try again',
    retryAfter: '3',
    provoke: () => postWith({ policies: { listVersions: failing(new AwsUnavailableError('timed out')) } }),
  },
  {
    name: 'a writer that does not finish',
    code: 'busy',
    says: 'Try again',
    retryAfter: '3',
    provoke: async () => {
      const world = await createTestBackend();
      await world.objects.put('state/writer.lock', JSON.stringify({ holder: 'other', takenAt: NOON }));
      return post(world);
    },
  },
];

describe('every problem that the API can return', () => {
  test.each(rows)('$code: $name', async ({ code, says, retryAfter, provoke }) => {
    const { world, answer } = await provoke();
    const problem = v.parse(problemSchema, answer.body);
    expect(problem).toMatchObject({
      code,
      type: `urn:genkan:problem:${code}`,
      status: PROBLEMS[code].status,
      title: PROBLEMS[code].title,
    });
    expect(problem.detail).toContain(says);
    expect(problem.requestId).toMatch(/^[0-9a-f]{16}$/);
    expect(answer.status).toBe(PROBLEMS[code].status);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    expect(answer.headers.get('retry-after')).toBe(retryAfter ?? null);
    expect(JSON.stringify(problem)).not.toMatch(/secret detail|Error:|\.ts/);
    expect(world.policy.document()).not.toContain('203.0.113.7');
  });

  test('the rows above name each of them', () => {
    expect(new Set(rows.map(({ code }) => code))).toEqual(new Set(Object.keys(PROBLEMS)));
  });
});
