import { Buffer } from 'node:buffer';
import { problemSchema } from '@genkan/shared/contract';
import fc from 'fast-check';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { createApp } from '../http/app.ts';
import { createTestBackend, OFFICE_POLICY } from '../testing/test-backend.ts';
import { handleHttp } from './handle-http.ts';

const text = fc.string({ unit: 'binary', maxLength: 30 });

const body = fc.oneof(
  fc.constantFrom(
    '{}',
    'null',
    '[]',
    '{"minutes":1e308}',
    '{"minutes":"5"}',
    '{"label":"\\ud800"}',
    '{'.repeat(3000),
  ),
  fc.json({ maxDepth: 3 }),
  text,
  text.map((raw) => Buffer.from(raw).toString('base64')),
);

const path = fc.oneof(
  fc.constantFrom(
    '/v1/me',
    '/v1/leases',
    '/healthz',
    '//',
    '',
    '/v1/leases/%',
    '/v1/leases/%E0%A4%A',
    '/v1/leases/../me',
  ),
  text.map((raw) => `/v1/leases/${raw}`),
  text,
);

/** Every event that API Gateway could pass to the function, without a valid key. */
const event = fc.record({
  version: fc.constant('2.0'),
  rawPath: path,
  rawQueryString: text,
  headers: fc.record(
    {
      authorization: fc.oneof(
        text,
        text.map((raw) => `Bearer ${raw}`),
        text.map((raw) => `Bearer genkan_hanako.${Buffer.from(raw).toString('base64url')}`),
      ),
      'content-type': fc.oneof(fc.constant('application/json'), text),
      'content-length': fc.constantFrom('0', '10', '99999', '-1', 'x'),
      'x-forwarded-for': text,
    },
    { requiredKeys: [] },
  ),
  requestContext: fc.record({
    requestId: text,
    stage: fc.constantFrom('$default', 'v1', ''),
    http: fc.record({
      method: fc.constantFrom('GET', 'POST', 'DELETE', 'PUT', 'PATCH', 'HEAD', 'OPTIONS', 'TRACE', ''),
      sourceIp: fc.oneof(
        fc.constantFrom('203.0.113.7', '10.0.0.1', '2001:db8::1', '::ffff:203.0.113.7'),
        text,
      ),
    }),
  }),
  body,
  isBase64Encoded: fc.boolean(),
});

async function start() {
  const world = await createTestBackend();
  const key = await world.join('hanako');
  return { world, key, app: createApp({ ...world.deps, sourceAddress: (c) => c.env.sourceAddress }) };
}

test('every event without a valid key gets a problem as its response, and changes nothing', async () => {
  const { world, app } = await start();
  const before = [...world.objects.objects.keys()];
  await fc.assert(
    fc.asyncProperty(event, async (input) => {
      const result = await handleHttp(app, input);
      expect(result.statusCode).toBeLessThan(500);
      if (result.statusCode >= 400 && result.body !== '') {
        expect(v.parse(problemSchema, JSON.parse(result.body)).status).toBe(result.statusCode);
      }
      expect(result.body).not.toMatch(/\.ts:\d|node_modules|\\n +at /);
    }),
    { numRuns: 300 },
  );
  expect([...world.objects.objects.keys()]).toEqual(before);
  expect(world.policy.document()).toBe(OFFICE_POLICY);
});

test('for every request of a member, only the observed address can be added', async () => {
  const { world, key, app } = await start();
  await fc.assert(
    fc.asyncProperty(event, async (input) => {
      world.time.now += 1000;
      const headers = { ...input.headers, authorization: key };
      const http = { ...input.requestContext.http, sourceIp: '203.0.113.7' };
      const result = await handleHttp(app, {
        ...input,
        headers,
        requestContext: { ...input.requestContext, http },
      });
      expect(result.statusCode).toBeLessThan(500);
    }),
    { numRuns: 300 },
  );
  expect(world.policy.document().replace(', "203.0.113.7/32"', '')).toBe(OFFICE_POLICY);
});
