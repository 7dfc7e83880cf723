import { describe, expect, test } from 'vitest';
import {
  interrupted,
  isSilenced,
  next,
  PHASES,
  silenceUntil,
  TAB_EVENTS,
  type TabState,
  TRANSITIONS,
} from './tab-state.ts';

const CIDR = '203.0.113.7/32';
const state = (phase: TabState['phase'], more: Partial<TabState> = {}): TabState => ({
  phase,
  since: 0,
  connectionId: 'one',
  choices: ['one'],
  cidrs: [CIDR],
  leaseIds: [],
  ...more,
});

describe('the table of transitions', () => {
  test('a network can be allowed only where the prompt offers it', () => {
    const from = (['none', ...PHASES] as const).filter((phase) => TRANSITIONS[phase].allow !== undefined);
    expect(from).toEqual(['asking', 'ending']);
  });

  test('a click on its way ends as granted, failed or explained, whatever message the page sends meanwhile', () => {
    const { allowing } = TRANSITIONS;
    expect(allowing).toEqual({
      cancel: 'allowing',
      allowFailed: 'asking',
      granted: 'propagating',
      explain: 'explained',
    });
  });

  test('every phase can be reached, and every event leads somewhere', () => {
    const rows = Object.values(TRANSITIONS);
    const reached = new Set(rows.flatMap((row) => Object.values(row)));
    expect([...reached].sort()).toEqual([...PHASES].sort());
    expect(TAB_EVENTS.filter((event) => rows.every((row) => row[event] === undefined))).toEqual([]);
  });

  test.each(
    (['none', ...PHASES] as const).flatMap((phase) => TAB_EVENTS.map((event) => [phase, event] as const)),
  )('%s, %s', (phase, event) => {
    const before = phase === 'none' ? undefined : state(phase);
    const wanted = TRANSITIONS[phase][event];
    expect(next(before, event, {}, 5)?.phase).toBe(wanted);
  });
});

test('what the phase before was about goes along, what ended it does not', () => {
  const question = { page: {}, signIn: true };
  const asking = state('asking', { question });
  const dismissed = next(asking, 'dismiss', { until: 9 }, 5);
  expect(dismissed).toMatchObject({ phase: 'dismissed', question, cidrs: [CIDR], until: 9, since: 5 });
  expect(next(dismissed, 'ask', { cidrs: ['198.51.100.9/32'] }, 6)).not.toHaveProperty('until');
});

test('cancelling keeps waiting for the same request', () => {
  const allowing = state('allowing', { worker: 'first' });
  expect(next(allowing, 'cancel', {}, 5)).toEqual({ ...allowing, isCancelled: true });
});

test('a click of another life of the background is interrupted', () => {
  expect(interrupted(state('allowing', { worker: 'first' }), 'second')).toBe(true);
  expect(interrupted(state('allowing', { worker: 'first' }), 'first')).toBe(false);
  expect(interrupted(state('asking', { worker: 'first' }), 'second')).toBe(false);
});

describe('silence', () => {
  test.each([
    ['dismissed, the same address', state('dismissed', { until: 10 }), [CIDR], true],
    ['dismissed, another address', state('dismissed', { until: 10 }), ['198.51.100.9/32'], false],
    ['dismissed, one address more', state('dismissed', { until: 10 }), [CIDR, '198.51.100.9/32'], false],
    ['dismissed, the next day', state('dismissed', { until: 5 }), [CIDR], false],
    ['explained', state('explained', { until: 10 }), [CIDR], true],
    [
      'explained that the address changes',
      state('explained', { until: 10, isRotating: true }),
      ['::/64'],
      true,
    ],
    ['asking', state('asking'), [CIDR], false],
    ['nothing yet', undefined, [CIDR], false],
  ])('%s', (_, before, denied, expected) => expect(isSilenced(before, denied, 5)).toBe(expected));

  test('holds until the reset, and half a day at most', () => {
    expect(silenceUntil({ nextReset: 3_600_000 }, 0)).toBe(3_600_000);
    expect(silenceUntil({ nextReset: 100 * 3_600_000 }, 0)).toBe(12 * 3_600_000);
    expect(silenceUntil(undefined, 0)).toBe(12 * 3_600_000);
    expect(silenceUntil({ nextReset: -1 }, 0)).toBe(12 * 3_600_000);
  });
});
