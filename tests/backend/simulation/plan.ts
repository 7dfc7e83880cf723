import { type Action, MEMBERS, MIDNIGHT } from './actions.ts';
import { BY_HAND, NETWORKS, OFFICE } from './documents.ts';
import { faultsBeside, type Hazard, makeHazard } from './hazards.ts';
import { type Faults, NO_FAULTS } from './process.ts';
import { Random } from './random.ts';

/** What a seed decides before the run; latencies and faults are drawn while it runs. */
export interface Plan {
  readonly seed: number;
  /** Lambda: one request at a time per process, and a time limit. Server: one process takes them all. */
  readonly mode: 'lambda' | 'server';
  readonly start: number;
  readonly end: number;
  /** From here on nothing goes wrong any more; whatever is still amiss must come right by itself. */
  readonly calm: number;
  readonly faults: Faults;
  /** How old an IAM read may be, in milliseconds. */
  readonly staleness: number;
  /** How far any process's clock may be off, in milliseconds. */
  readonly skew: number;
  readonly actions: readonly Action[];
  readonly hazard: Hazard | undefined;
  readonly random: Random;
}

/** The other stream of a seed: what it decides leaves the everyday part of the run as it is. */
const HAZARD_STREAM = 2 ** 40;

const MINUTE = 60_000;

export function makePlan(seed: number): Plan {
  const random = new Random(seed);
  // Few faults at a time: a run in which everything goes wrong excuses everything.
  const troubled = random.chance(0.85);
  const sometimes = (probability: number) => (troubled && random.chance(0.3) ? probability : 0);
  const everyday: Faults = {
    ...NO_FAULTS,
    throttled: sometimes(0.05),
    lost: sometimes(0.02),
    answerLost: sometimes(0.03),
    late: sometimes(0.02),
    twice: sometimes(0.03),
    crash: sometimes(0.02),
    pause: sometimes(0.01),
    pauseMs: random.pick([2000, 20_000, 120_000]),
  };
  const usualStaleness = sometimes(random.pick([500, 2000, 5000]));
  const usualSkew = sometimes(random.pick([200, 1000, 60_000]));
  const start = MIDNIGHT - random.between(1, 20) * MINUTE - random.between(0, 59_999);
  const length = random.between(1, 15) * MINUTE;
  const other = new Random(seed + HAZARD_STREAM);
  const hazard = makeHazard(other, { start, end: start + length });
  const end = Math.max(start + length, hazard?.until ?? 0);
  const faults = faultsBeside(hazard, other, everyday, NO_FAULTS);
  const isQuiet = hazard !== undefined && faults === NO_FAULTS;
  const skew = isQuiet ? 0 : usualSkew;
  const staleness = hazard?.staleness ?? (isQuiet ? 0 : usualStaleness);
  const scheduled = schedule(start, end);
  const bursts = Array.from({ length: random.between(1, 3) }, () => burst(random, start, end)).flat();
  // Actions of others fall into the middle of a request more often than by chance.
  const moment = () =>
    random.chance(0.6)
      ? random.pick([...bursts, ...scheduled]).at + random.between(-300, 1500)
      : random.between(start, end);
  const actions = [
    ...scheduled,
    ...(hazard?.isAlone === true ? [] : bursts),
    ...(hazard?.actions ?? []),
    ...(sometimes(1) ? Array.from({ length: random.between(1, 4) }, () => byHand(random, moment())) : []),
    ...(sometimes(1) ? baselineTrouble(random, moment(), end) : []),
    ...(skew > 0 ? [{ kind: 'clock', at: moment(), step: random.between(-skew, skew) } as const] : []),
  ].sort((a, b) => a.at - b.at);
  const mode = random.chance(0.7) ? 'lambda' : 'server';
  const calm = end + 3 * MINUTE;
  return { seed, mode, start, end, calm, faults, staleness, skew, actions, hazard, random };
}

function schedule(start: number, end: number): Action[] {
  const reconciles: Action[] = [];
  for (let at = start + 5 * MINUTE; at < end; at += 5 * MINUTE)
    reconciles.push({ kind: 'task', task: 'reconcile', at });
  const reset: Action[] = MIDNIGHT < end ? [{ kind: 'task', task: 'reset', at: MIDNIGHT }] : [];
  return [...reconciles, ...reset];
}

/** Several people within a moment, the way mornings are; sometimes on the very second of a task. */
function burst(random: Random, start: number, end: number): Action[] {
  const round = random.pick([1, 1, 5 * MINUTE]);
  const anywhere = start + Math.floor(random.between(0, end - start) / round) * round;
  const centre = MIDNIGHT < end && random.chance(0.3) ? MIDNIGHT - random.between(0, 500) : anywhere;
  return Array.from({ length: random.between(1, 6) }, (): Action => {
    const at = centre + random.between(0, random.pick([50, 1000, 4000]));
    const member = random.pick(MEMBERS);
    const address = random.pick(NETWORKS);
    const kind = random.next();
    if (kind < 0.6) {
      const minutes = random.pick([undefined, undefined, 1, 3, 7, 30]);
      return { kind: 'press', at, member, address, ...(minutes === undefined ? {} : { minutes }) };
    }
    if (kind < 0.78) return { kind: 'end', at, member, address };
    if (kind < 0.9) return { kind: 'me', at, member, address };
    if (kind < 0.95) return { kind: 'list', at, member, address };
    return { kind: 'stranger', at, address: '198.51.100.66' };
  });
}

function byHand(random: Random, at: number): Action {
  const kind = random.next();
  if (kind < 0.5) return { kind: 'hand adds', at, cidr: random.pick(BY_HAND) };
  if (kind < 0.75) return { kind: 'hand removes', at, cidr: random.pick([...BY_HAND, ...OFFICE.slice(1)]) };
  return { kind: kind < 0.87 ? 'hand adds a statement' : 'hand rolls back', at };
}

/** The baseline changes or breaks for a while, and is whole again before the end. */
function baselineTrouble(random: Random, from: number, end: number): Action[] {
  const becomes = random.pick(['moved', 'broken', 'unfenced', 'gone'] as const);
  const trouble: Action = { kind: 'baseline', at: from, becomes };
  if (becomes === 'moved') return [trouble];
  return [trouble, { kind: 'baseline', at: random.between(from, Math.max(from, end)), becomes: 'whole' }];
}
