import { expect, test } from 'vitest';
import { AwsUnavailableError } from '../ports.ts';
import { attemptCall } from './attempts.ts';

function sdkError(name: string, httpStatusCode?: number): Error {
  return Object.assign(new Error('message'), { name, $metadata: { httpStatusCode } });
}

function start() {
  const pauses: number[] = [];
  const clock = {
    now: () => 0,
    sleep: async (milliseconds: number) => {
      pauses.push(milliseconds);
    },
  };
  return { pauses, clock };
}

test('a throttled call is tried again, with growing pauses', async () => {
  const { clock, pauses } = start();
  let calls = 0;
  const answer = await attemptCall(clock, 'iam', async () => {
    calls++;
    if (calls < 3) throw sdkError('Throttling', 400);
    return 'v2';
  });
  expect([answer, calls, pauses]).toEqual(['v2', 3, [200, 400]]);
});

test('after four attempts it gives up and says that AWS answered', async () => {
  const { clock, pauses } = start();
  const call = attemptCall(clock, 's3', async () => {
    throw sdkError('SlowDown', 503);
  });
  await expect(call).rejects.toThrow(AwsUnavailableError);
  await expect(call).rejects.toMatchObject({ answered: true });
  expect(pauses).toEqual([200, 400, 800]);
});

test.each([
  ['ECONNRESET', 'always', 2],
  ['TimeoutError', 'always', 2],
  ['ECONNRESET', 'unless-timed-out', 2],
  ['TimeoutError', 'unless-timed-out', 1],
  ['ECONNRESET', 'never', 1],
  ['TimeoutError', 'never', 1],
] as const)(
  'a call whose answer was lost (%s), repeatable %s, is made %i time(s)',
  async (name, repeatable, times) => {
    const { clock } = start();
    let calls = 0;
    const call = attemptCall(
      clock,
      'iam',
      async () => {
        calls++;
        throw sdkError(name);
      },
      repeatable,
    );
    await expect(call).rejects.toMatchObject({ answered: false });
    expect(calls).toBe(times);
  },
);
