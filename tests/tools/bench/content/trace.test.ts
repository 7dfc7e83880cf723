import { expect, test } from 'vitest';
import { scriptCost, selectorCost } from './trace.ts';

const trace = (...traceEvents: unknown[]) => new TextEncoder().encode(JSON.stringify({ traceEvents }));
const call = (url: string, ts: number, dur: number, tdur: number, tid = 1) => ({
  name: 'FunctionCall',
  ...{ pid: 1, tid, ts, dur, tdur },
  args: { data: { url } },
});

test('only calls of the extension count, by processor time', () => {
  const cost = scriptCost(
    trace(
      call('chrome-extension://a/content.js', 0, 9000, 2000),
      call('https://us-east-1.console.aws.amazon.com/page.js', 10_000, 5000, 5000),
      call('chrome-extension://a/content.js', 20_000, 5000, 3000),
      { name: 'Layout', pid: 1, tid: 1, ts: 30_000, dur: 100, tdur: 100 },
      'not an event',
    ),
    'chrome-extension://',
  );
  expect(cost).toEqual({ total: 5, longest: 3, calls: 2 });
});

test('a call within a call of the same script counts once, and on another thread by itself', () => {
  const url = 'chrome-extension://a/content.js';
  const cost = scriptCost(
    trace(call(url, 0, 1000, 1000), call(url, 100, 200, 200), call(url, 100, 400, 400, 2)),
    'chrome-extension://',
  );
  expect(cost).toEqual({ total: 1.4, longest: 1, calls: 2 });
});

test('no calls cost nothing', () => {
  expect(scriptCost(trace(), 'chrome-extension://')).toEqual({ total: 0, longest: 0, calls: 0 });
});

test('the time of a selector is summed over the trace', () => {
  const stats = (selector: string, elapsed: number) => ({
    name: 'SelectorStats',
    ...{ pid: 1, tid: 1, ts: 0 },
    args: {
      selector_stats: {
        selector_timings: [{ selector, 'elapsed (us)': elapsed, match_count: 1, match_attempts: 7 }],
      },
    },
  });
  const cost = selectorCost(trace(stats('.a', 300), stats('.b', 50), stats('.a', 700)));
  expect([...cost]).toEqual([
    ['.a', { time: 1, attempts: 14 }],
    ['.b', { time: 0.05, attempts: 7 }],
  ]);
});
