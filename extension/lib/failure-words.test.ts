import { describe, expect, it } from 'vitest';
import { createLease } from './api.ts';
import { failureWords } from './failure-words.ts';
import { createSpeaker } from './words.ts';

const NOW = Date.parse('2026-11-23T09:00:00.000Z');

/** API Gateway's own 429 and 503 carry no CORS headers: the browser gives them to nobody, and says only that it failed. */
describe.each([
  ['en', /cannot be reached/, /too much to do/],
  ['ja', /接続できない/, /混み合って/],
] as const)('an answer that the browser hides, in %s', (language, noWay, noTime) => {
  it('is told as what it may be: no way there, or a gateway that throttles', async () => {
    const context = {
      fetch: () => Promise.reject(new TypeError('Failed to fetch')),
      now: () => NOW,
      online: () => true,
    };
    const result = await createLease(context, { endpoint: 'https://genkan.example.com', key: 'k' }, {});
    expect(result.ok).toBe(false);
    const words = result.ok ? '' : failureWords(result.failure, createSpeaker(language, language), NOW);
    expect(words).toMatch(noWay);
    expect(words).toMatch(noTime);
  });
});
