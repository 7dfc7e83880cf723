import { PROBLEMS, type ProblemCode } from '@genkan/shared/contract';
import { describe, expect, test } from 'vitest';
import { failureWords } from '../i18n/failure-words.ts';
import { createTranslator } from '../testing/create-translator.ts';
import { createFakeBackend, ENDPOINT, KEY } from '../testing/fake-backend.ts';
import { problemResponse } from '../testing/fake-problem.ts';
import { type ApiContext, createLease, deleteLease, getMe, listLeases } from './client.ts';

const NOW = Date.UTC(2026, 10, 23);
const backend = { endpoint: ENDPOINT, key: KEY };

function context(respond: (request: Request) => Response | Promise<Response>, online = true): ApiContext {
  return {
    fetch: async (input, init) => respond(new Request(input, init)),
    now: () => NOW,
    online: () => online,
  };
}

describe('a request', () => {
  test('carries the key, no cookie, and follows no redirect', async () => {
    let seen: RequestInit | undefined;
    const fake = createFakeBackend(() => NOW);
    const fetch: ApiContext['fetch'] = (input, init) => {
      seen = init;
      return fake.fetch(input, init);
    };
    const result = await getMe({ fetch, now: () => NOW, online: () => true }, backend);
    expect(result).toMatchObject({ ok: true, value: { address: '203.0.113.7' } });
    expect(seen).toMatchObject({ credentials: 'omit', redirect: 'error', cache: 'no-store' });
    expect(new Headers(seen?.headers).get('authorization')).toBe(`Bearer ${KEY}`);
  });

  test('goes below the path of the endpoint, with or without a slash at its end', async () => {
    const urls: string[] = [];
    const seen = context(({ url }) => {
      urls.push(url);
      return problemResponse('busy');
    });
    await getMe(seen, { endpoint: 'https://g.example/prod', key: KEY });
    await listLeases(seen, { endpoint: 'https://g.example/prod/', key: KEY });
    await deleteLease(seen, { endpoint: 'https://g.example', key: KEY }, 'hanako~2001-db8--_64');
    expect(urls).toEqual([
      'https://g.example/prod/v1/me',
      'https://g.example/prod/v1/leases',
      'https://g.example/v1/leases/hanako~2001-db8--_64',
    ]);
  });

  test('sends what was asked for', async () => {
    let body = '';
    const seen = context(async (request) => {
      body = await request.text();
      return problemResponse('busy');
    });
    await createLease(seen, backend, { minutes: 30, label: 'Home' });
    expect(JSON.parse(body)).toEqual({ minutes: 30, label: 'Home' });
  });
});

describe('a failure', () => {
  const translator = createTranslator('en', 'en');

  test.each(Object.keys(PROBLEMS) as ProblemCode[])(
    '%s has its own sentence in both languages',
    async (code) => {
      const result = await getMe(
        context(() => problemResponse(code)),
        backend,
      );
      expect(result).toMatchObject({ ok: false, failure: { kind: code, requestId: 'r-1' } });
      if (result.ok) return;
      const english = failureWords(result.failure, translator, NOW);
      const japanese = failureWords(result.failure, createTranslator('ja', 'ja'), NOW);
      expect(english).toMatch(/\.$/);
      expect(japanese).toMatch(/。$/);
    },
  );

  test.each<[string, () => Response | Promise<Response>, string]>([
    ['an unknown problem of a newer backend', () => newerProblem(), 'internal'],
    [
      "API Gateway's throttling",
      () => Response.json({ message: 'Too Many Requests' }, { status: 429 }),
      'rate_limited',
    ],
    [
      "API Gateway's time-out",
      () => Response.json({ message: 'Service Unavailable' }, { status: 503 }),
      'aws_unavailable',
    ],
    ["a captive portal's page", () => new Response('<html>Log in</html>', { status: 200 }), 'not_genkan'],
    ["a proxy's error page", () => new Response('<html>Bad gateway</html>', { status: 502 }), 'not_genkan'],
    ['JSON of something else', () => Response.json({ hello: 'world' }), 'not_genkan'],
    ['a redirect or no connection', () => Promise.reject(new TypeError('Failed to fetch')), 'unreachable'],
    ['no answer', () => Promise.reject(new DOMException('late', 'TimeoutError')), 'slow'],
  ])('%s is %s', async (_, respond, kind) => {
    expect(await getMe(context(respond), backend)).toMatchObject({ ok: false, failure: { kind } });
  });

  test('of a preflight that a captive portal does not understand is found out without the key', async () => {
    const seen: (string | null)[] = [];
    const portal = context((request) => {
      const key = request.headers.get('authorization');
      seen.push(key);
      if (key) throw new TypeError('Failed to fetch');
      return new Response('<html>Log in</html>', { headers: { 'content-type': 'text/html' } });
    });
    expect(await getMe(portal, backend)).toEqual({ ok: false, failure: { kind: 'not_genkan' } });
    expect(seen).toEqual([`Bearer ${KEY}`, null]);
  });

  test('without any network is named as such', async () => {
    const result = await getMe(
      context(() => Promise.reject(new TypeError('Failed to fetch')), false),
      backend,
    );
    expect(result).toEqual({ ok: false, failure: { kind: 'offline' } });
  });

  test('says when to come back', async () => {
    const busy = await getMe(
      context(() => problemResponse('busy', { 'retry-after': '3' })),
      backend,
    );
    expect(busy).toMatchObject({ failure: { retryAt: NOW + 3000 } });
    const at = NOW + 3600_000;
    expect(failureWords({ kind: 'policy_full', retryAt: at }, translator, NOW)).toContain(
      translator.time(at, NOW),
    );
  });

  test('to end a lease that is gone counts as ended', async () => {
    const gone = context(() => problemResponse('not_found'));
    expect(await deleteLease(gone, backend, 'x')).toEqual({ ok: true, value: undefined });
    const elsewhere = context(() => new Response('Not Found', { status: 404 }));
    expect(await deleteLease(elsewhere, backend, 'x')).toMatchObject({ failure: { kind: 'not_found' } });
  });
});

function newerProblem(): Response {
  const type = 'urn:genkan:problem:brand_new';
  const body = {
    type,
    code: 'brand_new',
    title: 'New',
    status: 409,
    detail: 'Something new.',
    requestId: 'r-9',
  };
  return Response.json(body, { status: 409 });
}
