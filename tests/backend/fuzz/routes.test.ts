import { problemSchema } from '@genkan/shared/contract';
import fc from 'fast-check';
import * as v from 'valibot';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type BackendProcess, type Deployment, startDeployment } from '../load/team.ts';
import { clumsyMember, type HostileRequest, stranger } from './hostile-request.ts';

const RUNS = 300;

let deployment: Deployment;
let process: BackendProcess;
let key: string;

beforeAll(async () => {
  deployment = await startDeployment();
  process = deployment.startProcess();
  key = await deployment.join('hanako');
}, 30_000);

afterAll(() => deployment.aws.close());

/** Everything that a request could have changed: the policy's versions and every object of the bucket. */
function state(): unknown {
  const { aws, policyArn, config } = deployment;
  const objects = aws.s3.bucket(config.bucket).list().objects;
  return {
    versions: aws.iam.current.getPolicy(policyArn).versions,
    objects: objects.map(({ key: name, etag }) => [name, etag]),
  };
}

/** Sends the request and checks that its response matches the contract. */
async function send({ method, path, headers, body }: HostileRequest): Promise<number> {
  let request: Request;
  try {
    request = new Request(new URL(`http://genkan.test${path}`), {
      method,
      headers: { ...headers, 'x-observed': '203.0.113.9' },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : Buffer.from(body) }),
    });
  } catch (error) {
    // No client can send this request.
    if (error instanceof TypeError) return 0;
    throw error;
  }
  const response = await process.fetch(request);
  const text = await response.text();
  expect(text).not.toMatch(/\bat .*(\.[jt]s|node:)|node_modules|Error:|valibot/);
  expect(response.status, text).not.toBe(500);
  if (response.status >= 400 && method !== 'HEAD') {
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    const problem = v.parse(problemSchema, JSON.parse(text));
    expect(problem.status).toBe(response.status);
    expect(problem.detail).toMatch(/^\P{Ll}.*[.!]$/su);
    expect(problem.requestId).not.toBe('');
  }
  return response.status;
}

test('a request without a key gets a problem and changes nothing', {
  timeout: 120_000,
}, async () => {
  const before = state();
  await fc.assert(
    fc.asyncProperty(stranger, async (request) => {
      const status = await send(request);
      const isOpen = request.method === 'OPTIONS' || /^\/healthz(\?|$)/.test(request.path);
      if (!isOpen && status !== 0) expect(status).toBeGreaterThanOrEqual(400);
    }),
    { numRuns: RUNS },
  );
  expect(state()).toEqual(before);
});

test('a request of a member that is not in the contract changes nothing', {
  timeout: 120_000,
}, async () => {
  const before = state();
  await fc.assert(
    fc.asyncProperty(clumsyMember(key), async (request) => {
      // Too many requests give another problem; here each is alone.
      process = deployment.startProcess();
      await send(request);
    }),
    { numRuns: RUNS },
  );
  expect(state()).toEqual(before);
});

test('no header or query makes Genkan allow another address than the observed one', async () => {
  process = deployment.startProcess();
  const other = '198.51.100.200';
  const response = await process.fetch(
    new Request(`http://genkan.test/v1/leases?ip=${other}&address=${other}&cidr=0.0.0.0/0`, {
      method: 'POST',
      headers: {
        authorization: key,
        'x-observed': '203.0.113.9',
        'x-forwarded-for': other,
        forwarded: `for=${other}`,
        'x-real-ip': other,
        'true-client-ip': other,
      },
    }),
  );
  expect(response.status).toBe(201);
  expect(deployment.live().document).toContain('203.0.113.9/32');
  expect(deployment.live().document).not.toContain(other);

  // With the header of a CDN, the observed address is the CDN's: then none is allowed.
  const before = deployment.live().document;
  const marked = await process.fetch(
    new Request('http://genkan.test/v1/leases', {
      method: 'POST',
      headers: { authorization: key, 'x-observed': '203.0.113.10', 'cf-connecting-ip': other },
    }),
  );
  expect(marked.status).toBe(422);
  expect(deployment.live().document).toBe(before);
});
