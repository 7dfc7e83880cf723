import { expect, test } from 'vitest';
import { type ApiFailure, createLease } from '../backend/client.ts';
import { createTranslator } from '../testing/create-translator.ts';
import { failureDetails, failureWords } from './failure-words.ts';

const NOW = Date.parse('2026-11-23T09:00:00.000Z');
const BACKEND = { endpoint: 'https://genkan.example.com', key: 'k' };

/** A host whose responses no script may read: API Gateway's own 429 and 503 carry no CORS headers. */
const hidden: typeof fetch = async (_, init) => {
  if (init?.mode !== 'no-cors') throw new TypeError('Failed to fetch');
  return new Response(null);
};
const nothing: typeof fetch = () => Promise.reject(new TypeError('Failed to fetch'));
const healthy: typeof fetch = async (input) => {
  if (!String(input).endsWith('/healthz')) throw new TypeError('Failed to fetch');
  return Response.json({ status: 'ok', version: '1.0.0' });
};
const page404: typeof fetch = async () => new Response('Not Found', { status: 404 });

test.each<[string, typeof fetch, ApiFailure['kind'], RegExp, RegExp]>([
  ['a host that does not exist', nothing, 'unreachable', /cannot be reached/, /接続できません/],
  ['a response that the browser hides', hidden, 'unreadable', /overloaded/, /混み合って/],
  [
    'a server that is well but lost this request',
    healthy,
    'unreachable',
    /cannot be reached/,
    /接続できません/,
  ],
  ['a page that does not exist', page404, 'not_found', /no Genkan at this address/, /Genkan はありません/],
])('%s has words of its own', async (_, fetch, kind, english, japanese) => {
  const result = await createLease({ fetch, now: () => NOW, online: () => true }, BACKEND, {});
  expect(result).toMatchObject({ ok: false, failure: { kind } });
  const failure: ApiFailure = result.ok ? { kind: 'internal' } : result.failure;
  expect(failureWords(failure, createTranslator('en', 'en'), NOW)).toMatch(english);
  expect(failureWords(failure, createTranslator('ja', 'ja'), NOW)).toMatch(japanese);
});

test('a time to come back is named when it is more than a moment away', () => {
  const translator = createTranslator('en', 'en');
  const at = NOW + 30 * 60_000;
  expect(failureWords({ kind: 'rate_limited', retryAt: at }, translator, NOW)).toContain(
    translator.time(at, NOW),
  );
  expect(failureWords({ kind: 'busy', retryAt: NOW + 3000 }, translator, NOW)).toBe(
    failureWords({ kind: 'busy' }, translator, NOW),
  );
});

test('details for the administrator hold the detail and the request id', () => {
  expect(
    failureDetails({ kind: 'busy', detail: 'Another write.', requestId: 'r-1', retryAt: NOW }, NOW),
  ).toBe(
    [
      'Genkan: busy',
      'Another write.',
      'Request id: r-1',
      'Retry at: 2026-11-23T09:00:00.000Z',
      'Seen at: 2026-11-23T09:00:00.000Z',
    ].join('\n'),
  );
});
