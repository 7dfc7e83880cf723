import type { History, Operation, RecordedEffect } from '../history.ts';
import type { Plan } from '../plan.ts';
import { canonicalCidr, isRecord } from '../policy-facts.ts';

/** A document that was the default version from one moment to the next. */
export interface Reign {
  readonly from: number;
  readonly to: number;
  readonly document: string;
  readonly version: string;
  /** Absent when a human made it the default. */
  readonly operation?: Operation;
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
}

/** The history of one run, arranged so that the promises can be asked of it. */
export interface Timeline {
  readonly plan: Plan;
  readonly history: History;
  readonly reigns: readonly Reign[];
  readonly baselines: readonly {
    readonly from: number;
    readonly to: number;
    readonly document: string | undefined;
  }[];
  readonly records: readonly Record[];
  readonly lockLifetime: number;
  readonly maxLeases: number;
}

export function makeTimeline(
  plan: Plan,
  history: History,
  limits: { readonly lockLifetime: number; readonly maxLeases: number },
): Timeline {
  const defaults = history.effects.filter((effect) => effect.kind === 'default');
  const reigns = defaults.map(({ time, document, version, operation }, index) => ({
    from: time,
    to: defaults[index + 1]?.time ?? Number.POSITIVE_INFINITY,
    document,
    version,
    ...(operation === undefined ? {} : { operation }),
  }));
  const changes = history.effects.filter((effect) => 'key' in effect && effect.key === 'baseline.json');
  const baselines = changes.map((effect, index) => ({
    from: effect.time,
    to: changes[index + 1]?.time ?? Number.POSITIVE_INFINITY,
    document: effect.kind === 'put' ? effect.body : undefined,
  }));
  return {
    plan,
    history,
    reigns,
    baselines,
    records: history.effects.flatMap((effect) => leaseRecord(history, effect)),
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
export function reignAt(timeline: Timeline, time: number): Reign {
  const found = timeline.reigns.findLast(({ from }) => from <= time);
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
  return [{ time: effect.time, member, cidr: spelled, at: Number(at), endsAt: Number(endsAt), until }];
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
