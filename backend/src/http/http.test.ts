import { expect, test } from 'vitest';
import { VERSION } from '../runtime/version.ts';
import { createTestBackend } from '../testing/test-backend.ts';

test('GET /healthz returns the version without a key', async () => {
  const world = await createTestBackend();
  const answer = await world.call('GET', '/healthz');
  expect(answer.status).toBe(200);
  expect(answer.body).toEqual({ status: 'ok', version: VERSION });
  expect(answer.headers.get('cache-control')).toBe('no-store');
});

test('a preflight from any origin is allowed, without credentials', async () => {
  const { app } = await createTestBackend();
  const response = await app.request('/v1/leases', {
    method: 'OPTIONS',
    headers: {
      origin: 'chrome-extension://abcdefghijklmnop',
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization,content-type',
    },
  });
  expect(response.status).toBe(204);
  expect(response.headers.get('access-control-allow-origin')).toBe('*');
  expect(response.headers.get('access-control-allow-methods')).toBe('GET,POST,DELETE');
  expect(response.headers.get('access-control-allow-headers')).toBe('Authorization,Content-Type');
  expect(response.headers.get('access-control-allow-credentials')).toBeNull();
});

test('responses expose Retry-After to scripts', async () => {
  const world = await createTestBackend();
  const answer = await world.call('GET', '/v1/me', { key: await world.join('a') });
  expect(answer.headers.get('access-control-expose-headers')).toBe('Retry-After');
});

test('a POST without a body or content type is {}', async () => {
  const world = await createTestBackend();
  expect((await world.call('POST', '/v1/leases', { key: await world.join('a'), body: ' ' })).status).toBe(
    201,
  );
});

test('only the white space of JSON makes an empty body', async () => {
  const world = await createTestBackend();
  const key = await world.join('a');
  expect((await world.call('POST', '/v1/leases', { key, body: '\u00a0' })).status).toBe(400);
  expect((await world.call('POST', '/v1/leases', { key, body: '\r\n\t ' })).status).toBe(201);
});

test('a query or a forwarded header never changes the address', async () => {
  const world = await createTestBackend();
  const key = await world.join('a');
  const response = await world.app.request('/v1/leases?ip=198.51.100.1&cidr=0.0.0.0/0', {
    method: 'POST',
    headers: {
      authorization: key,
      'x-forwarded-for': '198.51.100.1',
      'x-real-ip': '198.51.100.1',
      forwarded: 'for=198.51.100.1',
    },
  });
  expect(await response.json()).toMatchObject({ lease: { cidr: '203.0.113.7/32' } });
  expect(world.policy.document()).not.toContain('198.51.100.1');
});

test('GET /v1/me names the endpoints per family, the limits and the own lease with its label', async () => {
  const endpoints = { ipv4: 'https://v4.genkan.example.com', dualStack: 'https://genkan.example.com' };
  const world = await createTestBackend({ config: { endpoints } });
  const key = await world.join('a', { limits: { maxMinutes: 60, maxLeases: 2 } });
  await world.call('POST', '/v1/leases', { key, body: { label: '自宅' } });
  expect((await world.call('GET', '/v1/me', { key })).body).toMatchObject({
    endpoints,
    limits: { maxMinutes: 60, maxLeases: 2 },
    lease: { id: 'a~203.0.113.7_32', label: '自宅', endsAt: '2026-11-23T10:00:00.000Z' },
    policy: { arn: world.policy.arn, version: 'v2' },
    timeZone: 'Asia/Tokyo',
  });
});

test('GET /v1/me names what allows an address: the office, the lease of another member, an edit by hand', async () => {
  const world = await createTestBackend();
  const key = await world.join('a');
  await world.call('POST', '/v1/leases', { key: await world.join('b'), from: '198.51.100.1' });
  await world.policy.createVersion(
    world.policy.document().replace('"123.123.123.123/32"', '"123.123.123.123/32", "192.0.2.0/24"'),
  );
  world.time.now += 5000;
  const ask = async (from: string) => (await world.call('GET', '/v1/me', { key, from })).body;
  expect(await ask('123.123.123.123')).toMatchObject({ access: { by: 'baseline' } });
  expect(await ask('198.51.100.1')).toMatchObject({
    access: { by: 'lease', until: '2026-11-23T15:00:00.000Z' },
  });
  expect(await ask('192.0.2.77')).toMatchObject({ access: { by: 'manual', entry: '192.0.2.0/24' } });
  expect(await ask('198.51.100.2')).toMatchObject({ access: { allowed: false } });
});
