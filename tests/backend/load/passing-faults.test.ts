/**
 * P11: one transient fault costs nothing. Every AWS call of a click meets every transient error that AWS documents, once,
 * over HTTP and with the real SDK clients.
 */
import { expect, test } from 'vitest';
import { type Outcome, pressWithFault } from './press-with-fault.ts';
import { type AwsCall, CALLS, nameOf, TRANSIENT_ERRORS, type TransientError } from './transient-errors.ts';

const CLICK_LIMIT_MS = 12_000;
const NEXT_CLICK_LIMIT_MS = 5_000;
/** How many rows run at the same time: a row without a response waits four seconds, and the others use the process. */
const WIDTH = 16;
const WAIT_MS = 120_000;

interface Row {
  readonly name: string;
  readonly call: AwsCall;
  readonly fault: TransientError;
  readonly outcome: Promise<Outcome>;
}

const rows = startAll();
const isLostCreate = ({ call, fault }: Row) =>
  call.operation === 'CreatePolicyVersion' && fault.isLost === true;

test.each(named((row) => !isLostCreate(row)))(
  '%s, once: the click succeeds, and so does the next',
  { timeout: WAIT_MS },
  async (_, { outcome }) => {
    const { hits, click, next, granted } = await outcome;
    expect(hits).toBe(1);
    expect(click).toMatchObject({ status: 201, isLive: true });
    expect(click.milliseconds).toBeLessThan(CLICK_LIMIT_MS);
    expect(next).toMatchObject({ status: 201, isLive: true });
    expect(next.milliseconds).toBeLessThan(NEXT_CLICK_LIMIT_MS);
    expect(granted.toSorted()).toEqual(['hanako', 'taro']);
  },
);

test.each(named(isLostCreate))(
  '%s, once: no second version is created blindly, and the next click succeeds',
  { timeout: WAIT_MS },
  async (_, { outcome }) => {
    const { hits, click, next, creates } = await outcome;
    expect(hits).toBe(1);
    expect(creates).toBe(1);
    expect(click.milliseconds).toBeLessThan(CLICK_LIMIT_MS);
    if (click.status < 400) expect(click.isLive).toBe(true);
    else expect(JSON.parse(click.body)).toMatchObject({ code: 'aws_unavailable' });
    expect(next).toMatchObject({ status: 201, isLive: true });
    expect(next.milliseconds).toBeLessThan(NEXT_CLICK_LIMIT_MS);
  },
);

function named(isWanted: (row: Row) => boolean): readonly (readonly [string, Row])[] {
  return rows.filter(isWanted).map((row) => [row.name, row]);
}

/** Starts every row, {@link WIDTH} at a time. */
function startAll(): readonly Row[] {
  const waiting: (() => void)[] = [];
  let free = WIDTH;
  const takeTurn = async (): Promise<void> => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
  };
  const giveTurn = () => {
    const next = waiting.shift();
    if (next) next();
    else free += 1;
  };
  return CALLS.flatMap((call) =>
    (TRANSIENT_ERRORS[call.service] ?? []).map((fault) => {
      const outcome = takeTurn().then(() => pressWithFault(call, fault).finally(giveTurn));
      outcome.catch(() => undefined);
      return { name: `${nameOf(call)}, ${fault.name}`, call, fault, outcome };
    }),
  );
}
