import type { LeaseRecord } from '@genkan/shared/lease';
import type { AllowlistDeps } from '../deps.ts';
import type { PolicyVersion } from '../ports.ts';
import { busyProblem } from '../problems.ts';
import type { AppliedState } from '../store/applied.ts';
import type { AuditEvent } from '../store/audit.ts';
import { type HeldLock, releaseLock } from '../store/lock.ts';
import { EARLY_LISTING_MS, GATHER_LONGEST_MS, LOCK_LIFETIME_MS } from '../timing.ts';
import { apply, type Served } from './apply.ts';
import { type Turn, waitForLock } from './wait-for-lock.ts';

/** A request that waits until its change is live. */
export interface Ticket {
  /** Settles when the request's own record is durable, or could not be made so. */
  readonly written: Promise<unknown>;
  /** Is the change part of this state, which some writer has just made live? */
  readonly isServedBy: (state: AppliedState) => boolean;
  /** Given all records, further ones that are needed for the change to count. Pure but for the ticket's own memory. */
  readonly adjust: (records: readonly LeaseRecord[]) => readonly LeaseRecord[];
  /** The event to write together with the writer's last round. */
  readonly trace: (served: Served) => readonly AuditEvent[];
  /** When the request gives up, ms since the epoch. */
  readonly deadline: number;
}

/** One write of this process, waiting for its turn or under way; requests may join until it reads the leases. */
export interface Writer {
  readonly startedAt: number;
  readonly entries: Entry[];
  open: boolean;
  /** It holds the lock and may be writing to IAM. */
  writing: boolean;
  /** Settles, never rejects, when it is over; answers how many milliseconds it took. */
  done: Promise<number>;
}

interface Entry {
  readonly ticket: Ticket;
  readonly resolve: (served: Served) => void;
  readonly reject: (error: unknown) => void;
  settled: boolean;
}

/**
 * Brings a change live: alone, or together with everybody else who waits in this process (they share one lock attempt
 * and one write) or elsewhere (another writer's note names the change).
 * @throws {ProblemError} `busy` when the deadline passes first; the durable record is applied by the next writer.
 */
export async function serve(deps: AllowlistDeps, ticket: Ticket): Promise<Served> {
  const current = deps.memory.writer;
  const alive = current && Math.abs(deps.clock.now() - current.startedAt) < LOCK_LIFETIME_MS;
  const writer = alive && current.open ? current : start(deps, alive ? current.done : undefined);
  const outcome = new Promise<Served>((resolve, reject) => {
    writer.entries.push({ ticket, resolve, reject, settled: false });
  });
  const answered = new AbortController();
  try {
    return await Promise.race([outcome, impatience(deps, writer, ticket.deadline, answered.signal)]);
  } finally {
    answered.abort();
  }
}

/**
 * Rejects at the deadline. While the writer writes on our behalf it waits on: in Lambda an answer freezes the process, and
 * a write that thaws later would no longer be covered by the lock.
 */
async function impatience(
  deps: AllowlistDeps,
  writer: Writer,
  deadline: number,
  answered: AbortSignal,
): Promise<never> {
  await deps.clock.sleep(Math.max(0, deadline - deps.clock.now()), answered);
  if (writer.writing) await deps.clock.sleep(LOCK_LIFETIME_MS, answered);
  throw busyProblem();
}

function start(deps: AllowlistDeps, previous: Promise<number> | undefined): Writer {
  const writer: Writer = {
    startedAt: deps.clock.now(),
    entries: [],
    open: true,
    writing: false,
    done: Promise.resolve(0),
  };
  deps.memory.writer = writer;
  writer.done = run(deps, writer, previous);
  return writer;
}

async function run(
  deps: AllowlistDeps,
  writer: Writer,
  previous: Promise<number> | undefined,
): Promise<number> {
  let begun = deps.clock.now();
  try {
    // Who queued behind a write waits as long again: more requests come along, and IAM's low quotas last for more people.
    if (previous) await deps.clock.sleep(Math.min(await previous, GATHER_LONGEST_MS));
    begun = deps.clock.now();
    // Asked for together with the lock, as IAM takes longest. It counts when the lock was free and came soon: then it is as
    // good as one asked for later, whose lag is longer than that. When it is out of date all the same, the new id tells.
    const listing = deps.policies.listVersions();
    listing.catch(() => undefined);
    const turn = await acquire(deps, writer);
    writer.open = false;
    writer.writing = turn !== undefined;
    const counts = turn?.waited === false && deps.clock.now() - begun < EARLY_LISTING_MS;
    if (turn) await write(deps, writer, turn.lock, counts ? listing : undefined);
  } catch (error) {
    for (const entry of pending(writer)) settle(entry, () => entry.reject(error));
  } finally {
    writer.open = false;
    writer.writing = false;
    if (deps.memory.writer === writer) deps.memory.writer = undefined;
  }
  return Math.max(0, deps.clock.now() - begun);
}

/** Waits for the lock; `undefined` when everybody was served, or gave up, before it was ours. */
function acquire(deps: AllowlistDeps, writer: Writer): Promise<Turn | undefined> {
  return waitForLock(deps, (applied) => {
    for (const entry of pending(writer)) {
      if (applied && entry.ticket.isServedBy(applied)) settle(entry, () => entry.resolve({ state: applied }));
      else if (deps.clock.now() >= entry.ticket.deadline) settle(entry, () => entry.reject(busyProblem()));
    }
    writer.open = pending(writer).length > 0;
    return writer.open;
  });
}

async function write(
  deps: AllowlistDeps,
  writer: Writer,
  lock: HeldLock,
  listing: Promise<readonly PolicyVersion[]> | undefined,
): Promise<void> {
  const writes = await Promise.allSettled(writer.entries.map((entry) => entry.ticket.written));
  if (writes.every((result) => result.status === 'rejected')) {
    await releaseLock(deps, lock);
    throw busyProblem();
  }
  const tickets = pending(writer).map((entry) => entry.ticket);
  const served = await apply(deps, lock, {
    mode: 'grant',
    adjust: (records) => tickets.flatMap((ticket) => ticket.adjust(records)),
    trace: (outcome) => tickets.flatMap((ticket) => ticket.trace(outcome)),
    ...(listing && { listing }),
  });
  for (const entry of pending(writer)) settle(entry, () => entry.resolve(served));
}

function pending(writer: Writer): readonly Entry[] {
  return writer.entries.filter((entry) => !entry.settled);
}

function settle(entry: Entry, how: () => void): void {
  entry.settled = true;
  how();
}
