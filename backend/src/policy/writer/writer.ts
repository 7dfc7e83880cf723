import type { LeaseRecord } from '@genkan/shared/lease';
import type { AuditEvent } from '../../audit/audit.ts';
import type { PolicyVersion } from '../../runtime/ports.ts';
import { busyProblem, type ProblemError } from '../../runtime/problems.ts';
import {
  EARLY_LISTING_MS,
  GATHER_LONGEST_MS,
  LOCK_LIFETIME_MS,
  SETTLE_MS,
  UNCONTENDED_MS,
} from '../../runtime/timing.ts';
import { type AppliedState, readApplied } from '../../store/applied.ts';
import { releaseLock } from '../../store/lock.ts';
import { apply } from './apply.ts';
import { type Turn, waitForLock } from './wait-for-lock.ts';
import type { Known, Plan, Served } from './work.ts';
import type { WriterPorts } from './writer-ports.ts';

/** What one request needs, now that all is known under the lock. */
export interface TicketPlan extends Omit<Plan, 'isNeeded'> {
  /** The request is refused with this problem; its records are dropped. */
  readonly refusal?: ProblemError;
}

/** A request that waits until its change is live. */
export interface Ticket {
  /** Settles when the request's own record is durable, or could not be made so. */
  readonly written: Promise<unknown>;
  /** The member whose record must still be valid when the change is applied. */
  readonly memberId?: string;
  /** Is the change part of this state, which some writer has just made live? */
  readonly isServedBy: (state: AppliedState) => boolean;
  /** Decides, with the lock held, what the change needs. */
  readonly plan: (known: Known) => TicketPlan;
  /** The request's records that are not live yet, which go when the whole write is refused. */
  readonly refusedRecords: (applied: AppliedState | undefined) => readonly LeaseRecord[];
  /** The events to write together with the unlock. */
  readonly trace: (served: Served) => readonly AuditEvent[];
  /** When the request gives up, ms since the epoch. */
  readonly deadline: number;
}

/** The writes of this process. */
export interface QueueMemory {
  /** The write under way, which later requests join. */
  writer: Writer | undefined;
  /** When this process last wrote without finding the lock held, ms since the epoch. */
  uncontendedAt: number | undefined;
}

export function createQueueMemory(): QueueMemory {
  return { writer: undefined, uncontendedAt: undefined };
}

export type QueuePorts = WriterPorts & { readonly memory: QueueMemory };

/** A plan that changes nothing. */
export const NOTHING_TO_PLAN: TicketPlan = { put: [], drop: [], isSuperseding: false };

/** One write of this process, waiting for the lock or under way; requests may join until it reads the leases. */
export interface Writer {
  readonly startedAt: number;
  readonly entries: Entry[];
  open: boolean;
  /** It holds the lock and may be writing to IAM. */
  writing: boolean;
  /** Settles, never rejects, when it is over; resolves to how many milliseconds it took. */
  done: Promise<number>;
}

interface Entry {
  readonly ticket: Ticket;
  readonly resolve: (served: Served) => void;
  readonly reject: (error: unknown) => void;
  settled: boolean;
  /** Set when the plan refused the request. */
  refused: TicketPlan | undefined;
}

/**
 * Brings a change live: alone, or together with every other request that waits in this process (they share one lock attempt
 * and one write) or in another one (another writer's applied state contains the change).
 * @throws {ProblemError} `busy` when the deadline passes first; the durable record is applied by the next writer.
 */
export async function serve(deps: QueuePorts, ticket: Ticket): Promise<Served> {
  const current = deps.memory.writer;
  const alive = current && Math.abs(deps.clock.now() - current.startedAt) < LOCK_LIFETIME_MS;
  const writer = alive && current.open ? current : start(deps, alive ? current.done : undefined);
  const outcome = new Promise<Served>((resolve, reject) => {
    writer.entries.push({ ticket, resolve, reject, settled: false, refused: undefined });
  });
  const responded = new AbortController();
  try {
    return await Promise.race([outcome, impatience(deps, writer, ticket.deadline, responded.signal)]);
  } finally {
    // Lambda freezes the process after the response. A call that is still on its way, such as the put of a lock, would take
    // effect without a holder, and the next request would wait until that lock expires.
    if (pending(writer).length === 0) {
      await Promise.race([writer.done, deps.clock.sleep(SETTLE_MS, responded.signal).catch(() => undefined)]);
    }
    responded.abort();
  }
}

/**
 * Rejects at the deadline. While the writer writes on the request's behalf it waits on: Lambda freezes the process after the
 * response, and a write that resumes later would no longer be covered by the lock.
 */
async function impatience(
  deps: QueuePorts,
  writer: Writer,
  deadline: number,
  responded: AbortSignal,
): Promise<never> {
  await deps.clock.sleep(Math.max(0, deadline - deps.clock.now()), responded);
  if (writer.writing) await deps.clock.sleep(LOCK_LIFETIME_MS, responded);
  throw busyProblem();
}

function start(deps: QueuePorts, previous: Promise<number> | undefined): Writer {
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

async function run(deps: QueuePorts, writer: Writer, previous: Promise<number> | undefined): Promise<number> {
  let begun = deps.clock.now();
  try {
    // A request that queued behind a write waits as long again: more requests join, and IAM's low quotas suffice for more.
    if (previous) await deps.clock.sleep(Math.min(await previous, GATHER_LONGEST_MS));
    begun = deps.clock.now();
    const listing = previous === undefined && isLikelyAlone(deps) ? listEarly(deps) : undefined;
    const turn = await acquire(deps, writer);
    writer.open = false;
    writer.writing = turn !== undefined;
    deps.memory.uncontendedAt = undefined;
    const isEarly = turn?.waited === false && deps.clock.now() - begun < EARLY_LISTING_MS;
    if (turn) await write(deps, writer, turn, isEarly ? listing : undefined);
    if (turn?.waited === false) deps.memory.uncontendedAt = deps.clock.now();
  } catch (error) {
    for (const entry of pending(writer)) settle(entry, () => entry.reject(entry.refused?.refusal ?? error));
  } finally {
    writer.open = false;
    writer.writing = false;
    if (deps.memory.writer === writer) deps.memory.writer = undefined;
  }
  return Math.max(0, deps.clock.now() - begun);
}

/**
 * A process that wrote a moment ago without finding the lock held has reason to believe that it is alone. Every other one
 * lists the versions after it holds the lock: in a crowd each of them would otherwise list, and IAM allows few reads.
 */
function isLikelyAlone(deps: QueuePorts): boolean {
  const { uncontendedAt } = deps.memory;
  return uncontendedAt !== undefined && Math.abs(deps.clock.now() - uncontendedAt) < UNCONTENDED_MS;
}

/**
 * Asks for the versions together with the lock, because IAM's response takes longest. It counts when the lock was free and
 * came soon: then it is as good as one asked for later, whose lag is longer than that. When it is out of date all the same,
 * the id of the created version tells.
 */
function listEarly(deps: QueuePorts): Promise<readonly PolicyVersion[]> {
  const listing = deps.policies.listVersions();
  listing.catch(() => undefined);
  return listing;
}

/** Waits for the lock; `undefined` when every request was served, or gave up, before it was ours. */
function acquire(deps: QueuePorts, writer: Writer): Promise<Turn | undefined> {
  return waitForLock(deps, (applied) => {
    settleServed(writer, applied);
    for (const entry of pending(writer)) {
      if (deps.clock.now() >= entry.ticket.deadline) settle(entry, () => entry.reject(busyProblem()));
    }
    writer.open = pending(writer).length > 0;
    return writer.open;
  });
}

function settleServed(writer: Writer, applied: AppliedState | undefined): void {
  if (!applied) return;
  for (const entry of pending(writer)) {
    if (entry.ticket.isServedBy(applied)) settle(entry, () => entry.resolve({ state: applied }));
  }
}

async function write(
  deps: QueuePorts,
  writer: Writer,
  { lock, waited }: Turn,
  listing: Promise<readonly PolicyVersion[]> | undefined,
): Promise<void> {
  await Promise.allSettled(writer.entries.map((entry) => entry.ticket.written));
  if (waited) {
    // The writer before may have applied all of this: then nothing is asked of IAM.
    const applied = (await readApplied(deps.objects))?.state;
    if (applied?.confirmed) settleServed(writer, applied);
  }
  const entries = await withDurableRecords(pending(writer));
  if (entries.length === 0) {
    await releaseLock(deps, lock);
    for (const entry of pending(writer)) settle(entry, () => entry.reject(busyProblem()));
    return;
  }
  const served = await apply(deps, lock, {
    mode: 'grant',
    memberIds: [...new Set(entries.flatMap(({ ticket }) => ticket.memberId ?? []))],
    plan: (known) => planAll(entries, known),
    trace: (outcome) => accepted(entries).flatMap(({ ticket }) => ticket.trace(outcome)),
    refusedRecords: (applied) => accepted(entries).flatMap(({ ticket }) => ticket.refusedRecords(applied)),
    listing,
    isContended: waited,
  });
  for (const entry of pending(writer)) {
    settle(entry, () => {
      if (entry.refused?.refusal) entry.reject(entry.refused.refusal);
      else if (served) entry.resolve(served);
      else entry.reject(busyProblem());
    });
  }
}

/** The requests whose own record was written; the others fail by themselves. */
async function withDurableRecords(entries: readonly Entry[]): Promise<readonly Entry[]> {
  const results = await Promise.allSettled(entries.map((entry) => entry.ticket.written));
  return entries.filter((_, index) => results[index]?.status === 'fulfilled');
}

/** A refusal is final: a later attempt of the same write drops the same records again. */
function planAll(entries: readonly Entry[], known: Known): Plan {
  const plans = entries.map((entry) => {
    if (entry.refused) return entry.refused;
    const plan = entry.ticket.plan(known);
    if (plan.refusal) entry.refused = plan;
    return plan;
  });
  return {
    put: plans.flatMap(({ put }) => put),
    drop: plans.flatMap(({ drop }) => drop),
    isSuperseding: plans.some(({ isSuperseding }) => isSuperseding),
    isNeeded: plans.some(({ refusal }) => refusal === undefined),
  };
}

function accepted(entries: readonly Entry[]): readonly Entry[] {
  return entries.filter(({ refused }) => refused === undefined);
}

function pending(writer: Writer): readonly Entry[] {
  return writer.entries.filter((entry) => !entry.settled);
}

function settle(entry: Entry, how: () => void): void {
  entry.settled = true;
  how();
}
