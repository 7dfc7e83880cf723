import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createApp } from '../http/app.ts';
import { createTestBackend } from '../testing/test-backend.ts';
import { handleHttp } from './handle-http.ts';
import * as light from './light-fetch.ts';
import httpApiEvent from './testing/http-api.json' with { type: 'json' };

async function start() {
  const world = await createTestBackend();
  const app = createApp({ ...world.deps, sourceAddress: (c) => c.env.sourceAddress });
  return { key: await world.join('hanako'), app };
}

const event = (method: string, path: string, headers: Record<string, string>, body?: string) => ({
  ...httpApiEvent,
  rawPath: path,
  headers,
  body,
  isBase64Encoded: false,
  requestContext: { ...httpApiEvent.requestContext, http: { ...httpApiEvent.requestContext.http, method } },
});

const cases: readonly (readonly [string, (key: string) => ReturnType<typeof event>])[] = [
  ['a question', (authorization) => event('GET', '/v1/me', { authorization })],
  ['a question without a key', () => event('GET', '/v1/me', {})],
  ['a HEAD request', () => event('HEAD', '/healthz', {})],
  [
    'a preflight',
    () =>
      event('OPTIONS', '/v1/leases', {
        origin: 'https://a.example',
        'access-control-request-method': 'POST',
      }),
  ],
  ['an unknown path', () => event('GET', '/v2/nothing?a=b', {})],
  [
    'a grant',
    (authorization) =>
      event('POST', '/v1/leases', { Authorization: authorization }, '{"minutes":5,"label":"café 自宅"}'),
  ],
  ['a body that is no JSON', (authorization) => event('POST', '/v1/leases', { authorization }, '{"minutes"')],
  [
    'a body that is too long',
    (authorization) => event('POST', '/v1/leases', { authorization }, ' '.repeat(5000)),
  ],
  [
    'a body that says it is short and is not',
    (authorization) =>
      event(
        'POST',
        '/v1/leases',
        { authorization, 'content-length': '2', 'transfer-encoding': 'chunked' },
        ' '.repeat(5000),
      ),
  ],
];

describe('the app returns the same response as with the platform’s own classes', () => {
  afterEach(() => vi.unstubAllGlobals());

  test.each(cases)('%s', async (_, make) => {
    const platform = await start();
    const expected = await handleHttp(platform.app, make(platform.key));
    vi.stubGlobal('Headers', light.Headers);
    vi.stubGlobal('Request', light.Request);
    vi.stubGlobal('Response', light.Response);
    const ours = await start();
    const answer = await handleHttp(ours.app, make(ours.key));
    const lower = ({ headers, ...rest }: typeof answer) => ({
      ...rest,
      headers: Object.fromEntries(
        Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
      ),
    });
    expect(lower(answer)).toEqual(lower(expected));
  });
});

describe('headers', () => {
  let headers = new light.Headers();
  beforeEach(() => {
    headers = new light.Headers({ Vary: 'Origin', 'Set-Cookie': 'a=1' });
  });

  test('are found whatever the case, joined, replaced and deleted', () => {
    headers.append('vary', 'Accept');
    expect(headers.get('VARY')).toBe('Origin, Accept');
    headers.set('Vary', 'Cookie');
    expect([...headers]).toEqual([
      ['vary', 'Cookie'],
      ['set-cookie', 'a=1'],
    ]);
    headers.delete('VARY');
    expect([headers.has('vary'), headers.get('vary')]).toEqual([false, null]);
  });

  test('are copied from other headers and from pairs', () => {
    expect([...new light.Headers(headers).entries()]).toEqual([...headers.entries()]);
    const seen: string[] = [];
    new light.Headers([['A', 'b']]).forEach((value, name) => {
      seen.push(`${name}: ${value}`);
    });
    expect(seen).toEqual(['a: b']);
    expect([headers.getSetCookie(), new light.Headers().getSetCookie()]).toEqual([['a=1'], []]);
  });
});

test('bytes and texts are read as often as wanted', async () => {
  const response = new light.Response(new Uint8Array([0xe3, 0x81, 0x82]), { status: 201 });
  expect([await response.text(), await response.text(), response.status]).toEqual(['あ', 'あ', 201]);
  expect(await new light.Response('{"a":1}').json()).toEqual({ a: 1 });
  expect(new Uint8Array(await new light.Request('https://a.example/', { body: 'あ' }).arrayBuffer())).toEqual(
    new Uint8Array([0xe3, 0x81, 0x82]),
  );
});
