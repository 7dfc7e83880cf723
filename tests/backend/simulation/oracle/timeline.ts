import { MIDNIGHT } from '../actions.ts';
import type { History, Operation, RecordedEffect } from '../history.ts';
import type { Plan } from '../plan.ts';
import { canonicalCidr, isRecord } from '../policy-facts.ts';

/** A document that was the default version from one moment to the next. */
export interface LivePeriod {
  readonly from: number;
  readonly to: number;
  readonly document: string;
  readonly version: string;
  /** Counts the policies that have had this ARN, from 0. */
  readonly incarnation: number;
  /** Absent when a human made it the default. */
  readonly operation?: Operation;
  /** A human made this very version: not a writer of ours, whose version a human only made the default again. */
  readonly isEdit: boolean;
}

/** A lease record as it came to lie in the bucket. */
export interface Record {
  readonly time: number;
  readonly member: string;
  readonly cidr: string;
  readonly at: number;
  readonly endsAt: number;
  /** When it was deleted, if it was. */
  readonly until: number;
  /** Whose write it was; absent when an intruder wrote it. */
  readonly operation: Operation | undefined;
  /** An intruder wrote it, and no grant could have made it. */
  readonly isImpossible: boolean;
  /** An intruder wrote it. */
  readonly isForged: boolean;
}

/** From when to when a member's record was there, or was not, or said that the member is disabled. */
export interface Membership {
  readonly from: number;
  readonly to: number;
  readonly isValid: boolean;
}

/** One audit event, from the bucket or, where the bucket did not take it, from the log. */
export interface Audited {
  readonly time: number;
  readonly event: string;
  readonly memberId: string | undefined;
  /** All blocks that it names, canonical. */
  readonly cidrs: ReadonlySet<string>;
  /** The version that it is about. */
  readonly version: string | undefined;
  readonly operation: Operation | undefined;
}

/** The history of one run, arranged so that the promises can be asked of it. */
export interface Timeline {
  readonly plan: Plan;
  readonly history: History;
  readonly livePeriods: readonly LivePeriod[];
  readonly baselines: readonly {
    readonly from: number;
    readonly to: number;
    readonly document: string | undefined;
    readonly isForged: boolean;
  }[];
  readonly records: readonly Record[];
  readonly memberships: ReadonlyMap<string, readonly Membership[]>;
  readonly audited: readonly Audited[];
  readonly lockLifetime: number;
  readonly maxLeases: number;
}

export function makeTimeline(
  plan: Plan,
  history: History,
  limits: { readonly lockLifetime: number; readonly maxLeases: number },
): Timeline {
  const defaults = history.effects.filter((effect) => effect.kind === 'default');
  const ours = new Set(
    history.effects.flatMap((effect) =>
      effect.kind === 'create' && effect.operation !== undefined
        ? [`${effect.incarnation} ${effect.version}`]
        : [],
    ),
  );
  const livePeriods = defaults.map(({ time, document, version, incarnation, operation }, index) => ({
    from: time,
    to: defaults[index + 1]?.time ?? Number.POSITIVE_INFINITY,
    document,
    version,
    incarnation,
    isEdit: !ours.has(`${incarnation} ${version}`),
    ...(operation === undefined ? {} : { operation }),
  }));
  const changes = history.effects.filter((effect) => 'key' in effect && effect.key === 'baseline.json');
  const baselines = changes.map((effect, index) => ({
    from: effect.time,
    to: changes[index + 1]?.time ?? Number.POSITIVE_INFINITY,
    document: effect.kind === 'put' ? effect.body : undefined,
    isForged: effect.kind === 'put' && effect.isForged === true,
  }));
  return {
    plan,
    history,
    livePeriods,
    baselines,
    records: history.effects.flatMap((effect) => leaseRecord(history, effect)),
    memberships: readMemberships(history),
    audited: readAudited(history),
    ...limits,
  };
}

/** What overlaps a span of time, both ends included. */
export function during<T extends { readonly from: number; readonly to: number }>(
  spans: readonly T[],
  from: number,
  to: number,
): T[] {
  return spans.filter((span) => span.from <= to && span.to >= from);
}

/** What was the default when something happened; of two at one moment, the later. */
export function livePeriodAt(timeline: Timeline, time: number): LivePeriod {
  const found = timeline.livePeriods.findLast(({ from }) => from <= time);
  if (found === undefined) throw new RangeError('There was no policy yet.');
  return found;
}

/** Reads `leases/<member>~<cidr, with - for : and _ for />/<at>-<end>`; a server's writer also puts records for others. */
function leaseRecord(history: History, effect: RecordedEffect): Record[] {
  if (effect.kind !== 'put' || !effect.key.startsWith('leases/')) return [];
  const [, member, cidr, at, endsAt] = /^leases\/([^~]+)~([^/]+)\/(\d+)-(\d+)$/.exec(effect.key) ?? [];
  if (member === undefined || cidr === undefined) throw new Error(`${effect.key} is no lease.`);
  const spelled = canonicalCidr(cidr.replaceAll('-', ':').replace('_', '/'));
  const deleted = history.effects.find(
    (other) => other.kind === 'delete' && other.key === effect.key && other.time > effect.time,
  );
  const until = deleted?.time ?? Number.POSITIVE_INFINITY;
  const isForged = effect.isForged === true;
  const { time, operation } = effect;
  const record = { time, member, cidr: spelled, at: Number(at), endsAt: Number(endsAt), until, operation };
  return [{ ...record, isForged, isImpossible: isForged && !couldBeGranted(record) }];
}

/** The longest lease: a day of 25 hours. */
const LONGEST_LEASE = 25 * 3_600_000;

function couldBeGranted(record: Pick<Record, 'time' | 'cidr' | 'at' | 'endsAt'>): boolean {
  const isObserved = /^4:.*\/32$|^6:.*\/64$/.test(record.cidr);
  return isObserved && record.endsAt - record.at <= LONGEST_LEASE && record.at <= record.time;
}

const MEMBER_KEY = /^members\/(.+)\.json$/;

function readMemberships(history: History): ReadonlyMap<string, readonly Membership[]> {
  const members = new Map<string, Membership[]>();
  for (const effect of history.effects) {
    if (effect.kind !== 'put' && effect.kind !== 'delete') continue;
    const member = MEMBER_KEY.exec(effect.key)?.[1];
    if (member === undefined) continue;
    const spans = members.get(member) ?? [];
    members.set(member, spans);
    const last = spans.pop();
    if (last !== undefined) spans.push({ ...last, to: effect.time });
    const isValid = effect.kind === 'put' && !effect.body.includes('"disabled": true');
    spans.push({ from: effect.time, to: Number.POSITIVE_INFINITY, isValid });
  }
  return members;
}

/** Whether the member's record was there and enabled at some moment between two times. */
export function wasValid({ memberships }: Timeline, member: string, from: number, to: number): boolean {
  return during(memberships.get(member) ?? [], from, to).some(({ isValid }) => isValid);
}

/** When the member was stopped, the first time after `after`. */
export function stoppedAt({ memberships }: Timeline, member: string, after: number): number {
  const spans = memberships.get(member) ?? [];
  if (spans.length === 0) return Number.NEGATIVE_INFINITY;
  const found = spans.find(({ to, isValid }) => !isValid && to > after);
  return found === undefined ? Number.POSITIVE_INFINITY : Math.max(found.from, after);
}

/** Events in the bucket, and those in the log: a bucket that takes no writes for a while does not undo a grant. */
function readAudited(history: History): readonly Audited[] {
  const stored = history.effects.flatMap((effect) =>
    effect.kind === 'put' && effect.key.startsWith('audit/')
      ? [{ time: effect.time, text: effect.body, operation: effect.operation }]
      : [],
  );
  return [...stored, ...history.logs].flatMap(({ time, text, operation }) => {
    const body: unknown = JSON.parse(text);
    if (!isRecord(body) || typeof body['event'] !== 'string') return [];
    const named = [body['cidr'], body['added'], body['removed'], body['restored']].flat();
    const cidrs = new Set(named.filter((cidr) => typeof cidr === 'string').map(canonicalCidr));
    const memberId = typeof body['memberId'] === 'string' ? body['memberId'] : undefined;
    const version = typeof body['versionAfter'] === 'string' ? body['versionAfter'] : undefined;
    return [{ time, event: body['event'], memberId, cidrs, version, operation }];
  });
}

/**
 * Whether the operation was a reset, or a reconcile that ran an overdue one: it wrote the audit event of a reset before it
 * ended, or it wrote a version and died or failed before it could write the event.
 */
export function resets(timeline: Timeline, operation: Operation): boolean {
  if (operation.kind === 'reset') return true;
  if (operation.kind !== 'reconcile') return false;
  const { audited } = timeline;
  return (
    audited.some((one) => one.event === 'reset' && one.operation === operation) ||
    (isOverdue(timeline, operation) &&
      !succeeded(operation) &&
      timeline.livePeriods.some(
        (period) =>
          period.operation === operation &&
          // What took effect unseen was called refused.
          !audited.some(
            ({ event, operation: by, time }) =>
              event === 'reset_refused' &&
              by === operation &&
              !isUnanswered(timeline, operation, period, time),
          ),
      ))
  );
}

/** Whether the operation asked for this version before `time`, and had no response by then: no lock was taken since. */
function isUnanswered(
  { history }: Timeline,
  operation: Operation,
  { from }: LivePeriod,
  time: number,
): boolean {
  const lockedAt = history.effects.findLast(
    (effect) =>
      effect.kind === 'put' &&
      effect.key === 'state/writer.lock' &&
      effect.operation === operation &&
      effect.time <= from,
  )?.time;
  return lockedAt !== undefined && lockedAt < time;
}

/** A reset that is missing so long after its time is made up for. */
const OVERDUE = 4 * 60_000;

/** Whether no reset had succeeded when a reconcile began, minutes after the one that was due. */
function isOverdue({ plan, history }: Timeline, { startedAt }: Operation): boolean {
  if (startedAt + plan.skew < MIDNIGHT + OVERDUE) return false;
  return !history.operations.some(
    (one) => one.kind === 'reset' && succeeded(one) && (one.answer?.time ?? startedAt) < startedAt,
  );
}

export interface Acknowledged {
  readonly version: string;
  readonly grantedAt: number;
  readonly endsAt: number;
}

/** What the API said about a press, if it said that a lease is active. */
export function acknowledged(operation: Operation): Acknowledged | undefined {
  const body = operation.answer?.body;
  if (operation.kind !== 'press' || !succeeded(operation) || !isRecord(body)) return undefined;
  if (body['outcome'] !== 'granted' && body['outcome'] !== 'renewed') return undefined;
  const { lease, policy } = body;
  if (!isRecord(lease) || !isRecord(policy)) throw new Error('An acknowledgement without a lease.');
  return {
    version: String(policy['version']),
    grantedAt: Date.parse(String(lease['grantedAt'])),
    endsAt: Date.parse(String(lease['endsAt'])),
  };
}

export function succeeded(operation: Operation): boolean {
  return operation.answer !== undefined && operation.answer.status < 300;
}
