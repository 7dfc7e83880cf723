import { expect, test } from 'vitest';
import { createApp } from '../http/app.ts';
import { createTestBackend } from '../testing/test-backend.ts';
import { HttpEventError } from './event.ts';
import { handleHttp } from './handle-http.ts';
import functionUrlEvent from './testing/function-url.json' with { type: 'json' };
import httpApiEvent from './testing/http-api.json' with { type: 'json' };

async function start() {
  const world = await createTestBackend();
  const key = await world.join('hanako');
  const app = createApp({ ...world.deps, sourceAddress: (c) => c.env.sourceAddress });
  return { world, key, app };
}

test('an HTTP API event: the observed source address is allowed, for all headers', async () => {
  const { world, key, app } = await start();
  const event = { ...httpApiEvent, headers: { ...httpApiEvent.headers, authorization: key } };
  const result = await handleHttp(app, event);
  expect(result.statusCode).toBe(201);
  expect(result.headers['content-type']).toBe('application/json');
  expect(JSON.parse(result.body)).toMatchObject({ lease: { cidr: '203.0.113.42/32', label: 'café' } });
  expect(world.policy.document()).toContain('203.0.113.42/32');
  expect(world.lines.join('\n')).toContain(`"requestId":"${httpApiEvent.requestContext.requestId}"`);
});

test('a function URL event, IPv6', async () => {
  const { key, app } = await start();
  const event = { ...functionUrlEvent, headers: { ...functionUrlEvent.headers, authorization: key } };
  const result = await handleHttp(app, event);
  expect(result.statusCode).toBe(200);
  expect(JSON.parse(result.body)).toMatchObject({ address: '2001:db8:85a3::8a2e:370:7334' });
});

test('a response without a body has an empty body in the result', async () => {
  const { key, app } = await start();
  const post = { ...httpApiEvent, headers: { authorization: key } };
  await handleHttp(app, post);
  const result = await handleHttp(app, {
    ...post,
    rawPath: '/v1/leases/hanako~203.0.113.42_32',
    body: undefined,
    isBase64Encoded: false,
    requestContext: {
      ...post.requestContext,
      http: { ...post.requestContext.http, method: 'DELETE' },
    },
  });
  expect(result).toMatchObject({ statusCode: 204, body: '' });
});

test('a named stage is no part of the path', async () => {
  const { app } = await start();
  const result = await handleHttp(app, {
    ...functionUrlEvent,
    rawPath: '/prod/healthz',
    requestContext: { ...functionUrlEvent.requestContext, stage: 'prod' },
  });
  expect(result.statusCode).toBe(200);
});

test.each([
  ['a method that no Request may have', { method: 'TRACE' }, {}],
  ['a header outside Latin-1', {}, { 'x-name': '玄関' }],
])('%s gets a response instead of an exception', async (_, http, headers) => {
  const { app } = await start();
  const result = await handleHttp(app, {
    ...functionUrlEvent,
    headers: { ...functionUrlEvent.headers, ...headers },
    requestContext: {
      ...functionUrlEvent.requestContext,
      http: { ...functionUrlEvent.requestContext.http, ...http },
    },
  });
  expect(result.statusCode).toBe(400);
  expect(JSON.parse(result.body)).toMatchObject({ code: 'invalid_request' });
});

test('another payload format is refused', async () => {
  const { app } = await start();
  await expect(handleHttp(app, { version: '1.0', httpMethod: 'GET', path: '/healthz' })).rejects.toThrow(
    HttpEventError,
  );
});

test.each([
  ['an IPv4 address with a port', '203.0.113.42:32554', '203.0.113.42'],
  ['an IPv6 address in brackets with a port', '[2001:db8:85a3::8a2e]:64828', '2001:db8:85a3::8a2e'],
])('API Gateway may name the source as %s', async (_, sourceIp, address) => {
  const { key, app } = await start();
  const result = await handleHttp(app, {
    ...functionUrlEvent,
    headers: { authorization: key },
    requestContext: {
      ...functionUrlEvent.requestContext,
      http: { ...functionUrlEvent.requestContext.http, sourceIp },
    },
  });
  expect(JSON.parse(result.body)).toMatchObject({ address });
});

test('behind CloudFront no lease is granted, because the address is not the member’s', async () => {
  const { world, key, app } = await start();
  const before = world.policy.document();
  const result = await handleHttp(app, {
    ...httpApiEvent,
    headers: {
      authorization: key,
      via: '2.0 abc.cloudfront.net (CloudFront)',
      'user-agent': 'Amazon CloudFront',
      'x-forwarded-for': '203.0.113.42, 130.176.1.1',
    },
    requestContext: {
      ...httpApiEvent.requestContext,
      http: { ...httpApiEvent.requestContext.http, sourceIp: '130.176.1.1' },
    },
  });
  expect(result.statusCode).toBe(422);
  expect(JSON.parse(result.body)).toMatchObject({ code: 'proxy_in_front' });
  expect(world.policy.document()).toBe(before);
});
