import { LATE_CREATE_MS, LOCK_LIFETIME_MS } from '@genkan/backend/runtime/timing';
import { runTask } from '@genkan/backend/tasks/run-task';
import * as v from 'valibot';
import { Random } from '../../simulation/random.ts';
import { BELONGS, createWorld, type Fault, TARGETS } from './world.ts';

const MEMBERS = ['alice', 'ben', 'chie'] as const;
type MemberId = (typeof MEMBERS)[number];
/** Each member's networks: an address tells whose it is. */
const ADDRESSES: Readonly<Record<MemberId, readonly string[]>> = {
  alice: ['198.51.100.1', '198.51.100.2'],
  ben: ['198.51.100.11', '198.51.100.12'],
  chie: ['198.51.100.21', '198.51.100.22'],
};
const ownerOf = (address: string) => MEMBERS.find((id) => ADDRESSES[id].includes(address)) ?? '';

type Step =
  | { readonly kind: 'press'; readonly member: MemberId; readonly address: string; readonly only?: string }
  | { readonly kind: 'end'; readonly member: MemberId; readonly address: string }
  | { readonly kind: 'task'; readonly task: 'reconcile' | 'reset' }
  | { readonly kind: 'fault'; readonly target: string; readonly fault: Fault }
  | { readonly kind: 'restart' }
  | { readonly kind: 'minutes'; readonly minutes: number };

const responseSchema = v.object({
  outcome: v.optional(v.string()),
  targets: v.optional(v.array(v.object({ id: v.string(), outcome: v.string() }))),
});

/** What a seed decides before the run. */
function planLife(seed: number): readonly (readonly Step[])[] {
  const random = new Random(seed);
  return Array.from({ length: random.between(6, 14) }, () =>
    // Steps of one round happen at the same time.
    Array.from({ length: random.chance(0.3) ? 2 : 1 }, () => planStep(random)),
  );
}

function planStep(random: Random): Step {
  const member = random.pick(MEMBERS);
  const address = random.pick(ADDRESSES[member]);
  const only = random.chance(0.2) ? random.pick(BELONGS[member] ?? []) : undefined;
  const roll = random.next();
  if (roll < 0.45) return { kind: 'press', member, address, ...(only !== undefined && { only }) };
  if (roll < 0.55) return { kind: 'end', member, address };
  if (roll < 0.65) return { kind: 'task', task: random.pick(['reconcile', 'reset'] as const) };
  if (roll < 0.85) {
    const fault = random.pick(['none', 'down', 'refused', 'lost'] as const);
    return { kind: 'fault', target: random.pick(TARGETS), fault };
  }
  if (roll < 0.93) return { kind: 'restart' };
  return { kind: 'minutes', minutes: random.between(1, 20) };
}

export interface Life {
  readonly seed: number;
  /** What broke, in words. */
  readonly violations: readonly string[];
  /** The addresses of each target's live policy after every round. */
  readonly addresses: readonly ReadonlyMap<string, readonly string[]>[];
}

/**
 * One history of several targets. Held against it: a response names exactly the targets that lack the address; no address enters
 * a target that its member does not belong to; and when the faults are over, one reconcile makes every target right.
 * @param healthy a target whose faults are left out: the others must not notice
 */
export async function live(seed: number, healthy?: string): Promise<Life> {
  const { world, faults, start, keys } = await createWorld();
  let process = start();
  const violations: string[] = [];
  const addresses: ReadonlyMap<string, readonly string[]>[] = [];
  /** `member address target` → whether the lease should be there in the end. */
  const wanted = new Map<string, boolean>();
  const lockedUntil = new Map<string, number>();
  const addressesOf = (target: string) =>
    [...world.document(target).matchAll(/198\.51\.100\.\d+/g)].map(([address]) => address).sort();

  const press = async ({ member, address, only }: Extract<Step, { kind: 'press' }>) => {
    const asked = only === undefined ? (BELONGS[member] ?? []) : [only];
    const askedAt = world.time.now;
    const before = new Map(asked.map((id) => [id, faults.get(id) ?? 'none']));
    const body = only === undefined ? {} : { targets: [only] };
    const response = await process.call('POST', '/v1/leases', { key: keys[member], from: address, body });
    // The record is durable in every target, whatever IAM did.
    for (const id of asked) wanted.set(`${member} ${address} ${id}`, true);
    const parsed = v.parse(responseSchema, response.body);
    const named = parsed.targets ?? asked.map((id) => ({ id, outcome: parsed.outcome ?? 'failed' }));
    if (named.map(({ id }) => id).join() !== asked.join()) {
      violations.push(`${member}'s response names ${named.map(({ id }) => id)} and not ${asked}`);
    }
    return () => {
      for (const { id, outcome } of named) {
        const isThere = addressesOf(id).includes(address);
        if (outcome !== 'failed' && !isThere)
          violations.push(`${address} is acknowledged in ${id} and missing`);
        const isLocked = (lockedUntil.get(id) ?? 0) > askedAt;
        const isHealthy = before.get(id) === 'none' && (faults.get(id) ?? 'none') === 'none';
        if (outcome === 'failed' && isHealthy && !isLocked) {
          violations.push(`${id} failed although nothing was wrong there`);
        }
      }
    };
  };
  const end = async ({ member, address }: Extract<Step, { kind: 'end' }>) => {
    await process.call('DELETE', `/v1/leases/${member}~${address}_32`, { key: keys[member] });
    for (const id of TARGETS) wanted.set(`${member} ${address} ${id}`, false);
    return () => undefined;
  };
  const perform = async (step: Step): Promise<() => void> => {
    if (step.kind === 'press') return press(step);
    if (step.kind === 'end') return end(step);
    if (step.kind === 'task') await runTask(process.deps, { task: step.task }).catch(() => undefined);
    if (step.kind === 'fault') faults.set(step.target, step.target === healthy ? 'none' : step.fault);
    if (step.kind === 'restart') process = start();
    if (step.kind === 'minutes') world.time.now += step.minutes * 60_000;
    return () => undefined;
  };

  for (const round of planLife(seed)) {
    // A press and the end of the same lease at once have no order, so neither is held against the end.
    const presses = round.filter((step) => step.kind === 'press' || step.kind === 'end');
    const checks = await Promise.all(
      (presses.length === round.length ? round.slice(0, 1) : round).map(perform),
    );
    for (const check of checks) check();
    world.time.now += 1000;
    // A writer that does not know whether its create took effect leaves its lock until it expires.
    for (const [id, fault] of faults)
      if (fault === 'lost') lockedUntil.set(id, world.time.now + LOCK_LIFETIME_MS);
    addresses.push(new Map(TARGETS.map((id) => [id, addressesOf(id)])));
    for (const id of TARGETS) {
      for (const address of addressesOf(id)) {
        if (!BELONGS[ownerOf(address)]?.includes(id))
          violations.push(`${address} of another member is in ${id}`);
      }
    }
  }
  faults.clear();
  world.time.now += LATE_CREATE_MS;
  await runTask(start().deps, { task: 'reconcile' }).catch((error: unknown) =>
    violations.push(String(error)),
  );
  for (const id of TARGETS) {
    const expected = [...wanted]
      .flatMap(([key, is]) => (is && key.endsWith(` ${id}`) ? [key.split(' ')[1] ?? ''] : []))
      .sort();
    if (addressesOf(id).join() !== expected.join()) {
      violations.push(`in the end ${id} allows ${addressesOf(id)} and not ${expected}`);
    }
  }
  return { seed, violations, addresses };
}

/** A fault in one target changes nothing in another: the same life twice, once without the faults of a target. */
export async function compareLives(seed: number): Promise<readonly string[]> {
  const target = new Random(seed + 1e6).pick(TARGETS);
  const [one, other] = [await live(seed), await live(seed, target)];
  const differing = TARGETS.filter((id) => {
    const of = ({ addresses }: Life) => addresses.map((round) => round.get(id)?.join());
    return id !== target && of(one).join(';') !== of(other).join(';');
  });
  return [
    ...one.violations,
    ...differing.map((id) => `without the faults of ${target}, ${id} had other addresses`),
  ];
}
