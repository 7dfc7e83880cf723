import type { LeaseRecord } from '@genkan/shared/lease';
import type { AuditEvent } from '../../audit/audit.ts';
import type { PolicyVersion } from '../../runtime/ports.ts';
import { busyProblem } from '../../runtime/problems.ts';
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
import type { ApplyResult, ChangeRequest, Known, RecordPlan, RequestPlan } from './change-request.ts';
import { type AcquiredLock, waitForLock } from './wait-for-lock.ts';
import type { WriterPorts } from './writer-ports.ts';

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

/** One write of this process, waiting for the lock or under way; requests may join until it reads the leases. */
export interface Writer {
  readonly startedAt: number;
  readonly entries: Entry[];
  isOpen: boolean;
  /** It holds the lock and may be writing to IAM. */
  isWriting: boolean;
  /** Settles, never rejects, when it is over; resolves to how many milliseconds it took. */
  done: Promise<number>;
}

/** A request in the queue. It keeps what the writer has decided for the request. */
interface Entry {
  readonly request: unknown;
  readonly written: Promise<unknown>;
  readonly memberId: string | undefined;
  readonly deadline: number;
  isSettled: boolean;
  /** Set when the plan refused the request. */
  refused: EntryPlan | undefined;
  isAppliedIn(state: AppliedState): boolean;
  plan(known: Known): EntryPlan;
  refusedRecords(applied: AppliedState | undefined): readonly LeaseRecord[];
  describe(result: ApplyResult): readonly AuditEvent[];
  resolve(result: ApplyResult): void;
  reject(error: unknown): void;
}

type EntryPlan = Omit<RequestPlan<unknown>, 'decision'>;

/** What a request receives: the result, and what the writer decided for it. */
export interface Submitted<Decision> {
  readonly result: ApplyResult;
  readonly decision: Decision;
}

function createEntry<Decision>(
  request: ChangeRequest<Decision>,
  resolve: (submitted: Submitted<Decision>) => void,
  reject: (error: unknown) => void,
): Entry {
  let decision = request.initial;
  return {
    request,
    written: request.written,
    memberId: request.memberId,
    deadline: request.deadline,
    isSettled: false,
    refused: undefined,
    isAppliedIn: (state) => request.isAppliedIn(state, decision),
    // A refusal is final: a later attempt of the same write drops the same records again.
    plan(known) {
      if (this.refused) return this.refused;
      const plan = request.plan(known, decision);
      decision = plan.decision;
      if (plan.refusal) this.refused = plan;
      return plan;
    },
    refusedRecords: (applied) => request.refusedRecords(applied, decision),
    describe: (result) => request.describe(result, decision),
    resolve(result) {
      this.isSettled = true;
      resolve({ result, decision });
    },
    reject(error) {
      this.isSettled = true;
      reject(error);
    },
  };
}

/**
 * Makes a change live: alone, or together with every other request that waits in this process (they share one attempt to take
 * the lock and one write), or by another process (another writer's applied state contains the change).
 * @throws {ProblemError} `busy` when the deadline passes first; the durable record is applied by the next writer.
 */
export async function submitChange<Decision>(
  deps: QueuePorts,
  request: ChangeRequest<Decision>,
): Promise<Submitted<Decision>> {
  const current = deps.memory.writer;
  const isAlive = current && Math.abs(deps.clock.now() - current.startedAt) < LOCK_LIFETIME_MS;
  const writer = isAlive && current.isOpen ? current : start(deps, isAlive ? current.done : undefined);
  const outcome = new Promise<Submitted<Decision>>((resolve, reject) => {
    writer.entries.push(createEntry(request, resolve, reject));
  });
  const responded = new AbortController();
  try {
    return await Promise.race([outcome, rejectAtDeadline(deps, writer, request.deadline, responded.signal)]);
  } finally {
    // Lambda freezes the process after the response. A call that is still on its way, such as the put of a lock, would take
    // effect without a holder, and the next request would wait until that lock expires.
    if (pending(writer).length === 0) {
      await Promise.race([writer.done, deps.clock.sleep(SETTLE_MS, responded.signal).catch(() => undefined)]);
    }
    responded.abort();
    // A request that has responded decides nothing any more: another one of the same lease may have been acknowledged since.
    for (const entry of writer.entries) if (entry.request === request) entry.isSettled = true;
  }
}

/**
 * Rejects at the deadline. While the writer writes on the request's behalf it waits on: Lambda freezes the process after the
 * response, and a write that resumes later would no longer be covered by the lock.
 */
async function rejectAtDeadline(
  deps: QueuePorts,
  writer: Writer,
  deadline: number,
  responded: AbortSignal,
): Promise<never> {
  await deps.clock.sleep(Math.max(0, deadline - deps.clock.now()), responded);
  if (writer.isWriting) await deps.clock.sleep(LOCK_LIFETIME_MS, responded);
  throw busyProblem();
}

function start(deps: QueuePorts, previous: Promise<number> | undefined): Writer {
  const writer: Writer = {
    startedAt: deps.clock.now(),
    entries: [],
    isOpen: true,
    isWriting: false,
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
    const acquired = await acquire(deps, writer);
    writer.isOpen = false;
    writer.isWriting = acquired !== undefined;
    deps.memory.uncontendedAt = undefined;
    const isEarly = acquired?.hasWaited === false && deps.clock.now() - begun < EARLY_LISTING_MS;
    if (acquired) await write(deps, writer, acquired, isEarly ? listing : undefined);
    if (acquired?.hasWaited === false) deps.memory.uncontendedAt = deps.clock.now();
  } catch (error) {
    for (const entry of pending(writer)) entry.reject(entry.refused?.refusal ?? error);
  } finally {
    writer.isOpen = false;
    writer.isWriting = false;
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

/** Waits for the lock; `undefined` when every request was applied, or gave up, before that. */
function acquire(deps: QueuePorts, writer: Writer): Promise<AcquiredLock | undefined> {
  return waitForLock(deps, (applied) => {
    resolveApplied(writer, applied);
    for (const entry of pending(writer)) {
      if (deps.clock.now() >= entry.deadline) entry.reject(busyProblem());
    }
    writer.isOpen = pending(writer).length > 0;
    return writer.isOpen;
  });
}

function resolveApplied(writer: Writer, applied: AppliedState | undefined): void {
  if (!applied) return;
  for (const entry of accepted(pending(writer))) {
    if (entry.isAppliedIn(applied)) entry.resolve({ state: applied });
  }
}

async function write(
  deps: QueuePorts,
  writer: Writer,
  { lock, hasWaited }: AcquiredLock,
  listing: Promise<readonly PolicyVersion[]> | undefined,
): Promise<void> {
  await Promise.allSettled(writer.entries.map((entry) => entry.written));
  if (hasWaited) {
    // The writer before may have applied all of this: then nothing is asked of IAM.
    const applied = (await readApplied(deps.objects))?.state;
    if (applied?.confirmed) resolveApplied(writer, applied);
  }
  const entries = await withDurableRecords(pending(writer));
  if (entries.length === 0) {
    await releaseLock(deps, lock);
    for (const entry of pending(writer)) entry.reject(busyProblem());
    return;
  }
  let before: AppliedState | undefined;
  const applying = apply(deps, lock, {
    mode: 'grant',
    memberIds: [...new Set(entries.flatMap(({ memberId }) => memberId ?? []))],
    plan: (known) => {
      before = known.applied;
      return planAll(entries, known);
    },
    describe: (applied) => accepted(entries).flatMap((entry) => entry.describe(applied)),
    refusedRecords: (applied) => accepted(entries).flatMap((entry) => entry.refusedRecords(applied)),
    listing,
    isContended: hasWaited,
  });
  const result = await applying.catch(async (error: unknown) => {
    // Another writer applied these requests before this one began: their leases are live, and stay.
    const known = before ?? (await readApplied(deps.objects).catch(() => undefined))?.state;
    if (known?.confirmed) resolveApplied(writer, known);
    throw error;
  });
  for (const entry of pending(writer)) {
    if (entry.refused?.refusal) entry.reject(entry.refused.refusal);
    else if (result) entry.resolve(result);
    else entry.reject(busyProblem());
  }
}

/** The requests whose own record was written; the others fail by themselves. */
async function withDurableRecords(entries: readonly Entry[]): Promise<readonly Entry[]> {
  const results = await Promise.allSettled(entries.map((entry) => entry.written));
  return entries.filter((_, index) => results[index]?.status === 'fulfilled');
}

function planAll(entries: readonly Entry[], known: Known): RecordPlan {
  const plans = entries.map((entry) => entry.plan(known));
  return {
    put: plans.flatMap(({ put }) => put),
    replaced: plans.flatMap(({ replaced }) => replaced),
    drop: plans.flatMap(({ drop }) => drop),
    isSuperseding: plans.some(({ isSuperseding }) => isSuperseding),
    isNeeded: plans.some(({ refusal }) => refusal === undefined),
  };
}

function accepted(entries: readonly Entry[]): readonly Entry[] {
  return entries.filter(({ refused }) => refused === undefined);
}

function pending(writer: Writer): readonly Entry[] {
  return writer.entries.filter((entry) => !entry.isSettled);
}
