/** What happens in each hazard: the deeds at the right moments. */
import { type Action, MEMBERS, MIDNIGHT, type Span } from './actions.ts';
import { BY_HAND, NETWORKS } from './documents.ts';
import type { Targeted } from './process.ts';
import type { Random } from './random.ts';

const SECOND = 1000;
const MINUTE = 60_000;

/** The members whom an administrator may disable or remove; the first one must be served when all is calm. */
const OTHERS = MEMBERS.slice(1);

/** IAM's limit for a managed policy, in characters that are not white space. */
export const POLICY_LIMIT = 6144;

/** One further IPv4 lease in one list: quotes, a comma and `198.51.100.1/32`. */
const LEASE_SIZE = 18;

/**
 * A member is disabled or removed while that member's request waits for the lock of a writer that died. The process of the
 * request has read the member's record a moment before.
 */
export function stoppedMember(random: Random, { start, end }: Span) {
  const member = random.pick(OTHERS);
  const address = random.pick(NETWORKS);
  const deed = random.pick(['disable', 'disable', 'remove'] as const);
  const at = random.between(start + 45 * SECOND, Math.max(end, start + 60 * SECOND));
  const actions: Action[] = [
    { kind: 'me', at: at - random.between(500, 6000), member, address },
    { kind: 'press', at: at + random.between(-1500, 5000), member, address },
    { kind: 'member', at, deed, member },
  ];
  if (random.chance(0.8)) actions.push({ kind: 'dead writer', at: at - random.between(20, 34) * SECOND });
  if (random.chance(0.3)) {
    actions.push({ kind: 'press', at: at - random.between(7, 20) * SECOND, member, address, minutes: 30 });
  }
  if (random.chance(0.3))
    actions.push({ kind: 'end', at: at + random.between(-2000, 8000), member, address });
  if (deed === 'disable' && random.chance(0.2)) {
    actions.push({ kind: 'member', at: at + random.between(1, 60) * SECOND, deed: 'enable', member });
  }
  return { actions, isDisordered: random.chance(0.2), until: at + 2 * MINUTE };
}

/** An intruder with access to the bucket writes one object, once. */
export function intruder(random: Random, { start, end }: Span) {
  const forgery = random.pick([
    'applied: a statement',
    'applied: an address',
    'applied: fields',
    'lease: wide',
    'lease: for ever',
    'lease: from the future',
    'lease: of nobody',
    'lease: of nobody',
    'baseline: a statement',
    'baseline: a statement',
  ] as const);
  const address = random.pick(NETWORKS);
  const press = (at: number): Action => ({ kind: 'press', at, member: random.pick(MEMBERS), address });
  if (forgery === 'baseline: a statement') {
    const at = MIDNIGHT - random.between(1, 50) * SECOND;
    const actions: Action[] = [
      press(at - 30 * SECOND),
      { kind: 'intruder', at, forgery },
      { kind: 'baseline', at: MIDNIGHT + random.between(60, 170) * SECOND, becomes: 'whole' },
    ];
    return { actions, until: MIDNIGHT + 3 * MINUTE };
  }
  const at = random.between(start + 30 * SECOND, Math.max(end, start + 60 * SECOND));
  const actions: Action[] = [
    press(at - random.between(2, 30) * SECOND),
    { kind: 'intruder', at, forgery },
    press(at + random.between(1, 20) * SECOND),
    { kind: 'me', at: at + random.between(1, 20) * SECOND, member: random.pick(MEMBERS), address },
    { kind: 'task', at: at + random.between(20, 90) * SECOND, task: 'reconcile' },
  ];
  return { actions, until: at + 2 * MINUTE };
}

/** A script with one member's key asks for one new network after another, or takes one lease and gives it back. */
export function flood(random: Random, { start }: Span) {
  const count = random.between(76, 90);
  const pause = random.between(1000, 2500);
  const roams = random.chance(0.6);
  const actions = Array.from({ length: count }, (_, index): Action => {
    const at = start + index * pause;
    if (roams)
      return { kind: 'press', at, member: 'dan', address: `2001:db8:f${(index + 16).toString(16)}::1` };
    return { kind: index % 2 === 0 ? 'press' : 'end', at, member: 'dan', address: '198.51.100.9' };
  });
  return { actions, until: start + count * pause };
}

/** The policy has room for one lease or two, and more members than that click while a lease ends. */
export function lastRoom(random: Random, { start, end }: Span) {
  const actions: Action[] = [];
  const addresses = NETWORKS.filter((address) => !address.includes(':'));
  const last = Math.max(start + 20 * SECOND, Math.min(end - 10 * SECOND, start + 90 * SECOND));
  for (let at = start + 5 * SECOND; at < last; at += random.between(20, 50) * SECOND) {
    const [holder, other] = random.chance(0.5) ? (['ben', 'chie'] as const) : (['chie', 'dan'] as const);
    const [first, second] = [random.pick(addresses.slice(0, 2)), random.pick(addresses.slice(2))];
    const near = (from: number, to: number) => at + 4 * SECOND + random.between(from, to);
    const press = (time: number): Action => ({ kind: 'press', at: time, member: other, address: second });
    const ends = near(0, 3000);
    actions.push(
      { kind: 'press', at, member: holder, address: first },
      press(near(0, 300)),
      { kind: 'end', at: ends, member: holder, address: first },
      press(ends + random.between(-200, 1500)),
      press(ends + random.between(-200, 2500)),
      { kind: 'end', at: near(9000, 14_000), member: other, address: second },
    );
    if (random.chance(0.3)) {
      actions.push({ kind: 'press', at: near(0, 1500), member: 'aki', address: first, minutes: 1 });
    }
  }
  return {
    actions,
    isDisordered: random.chance(0.85),
    isAlone: random.chance(0.8),
    coldStarts: 0.3,
    room: random.pick([1, 1, 2]) * LEASE_SIZE + random.between(0, 6),
  };
}

/** A browser sends a request to both endpoints at once, and both requests come from one address. */
export function twoEndpoints(random: Random, { start, end }: Span) {
  const actions = Array.from({ length: random.between(2, 5) }, (): readonly Action[] => {
    const at = random.between(start, end);
    const [member, address] = [random.pick(MEMBERS), random.pick(NETWORKS)];
    const minutes = random.pick([undefined, undefined, 1, 30]);
    const press = { kind: 'press', member, address, ...(minutes === undefined ? {} : { minutes }) } as const;
    const again: Action = random.chance(0.3)
      ? { kind: 'end', at: at + random.between(0, 2500), member, address }
      : { ...press, at: at + random.between(0, 2500) };
    return [{ ...press, at }, { ...press, at: at + random.between(0, 60) }, again];
  }).flat();
  return { actions, isDisordered: random.chance(0.6) };
}

/** What can go wrong with the writes of one object: lost before or after the effect, late, refused for the moment. */
const OBJECT_FAULTS: readonly Omit<Targeted, 'prefix'>[] = [
  { faults: { lost: 0.5 }, slow: 0, slowMs: 0 },
  { faults: { late: 0.5 }, slow: 0, slowMs: 0 },
  { faults: { answerLost: 0.5 }, slow: 0, slowMs: 0 },
  { faults: { throttled: 0.6 }, slow: 0, slowMs: 0 },
  { faults: { twice: 0.4 }, slow: 0, slowMs: 0 },
  { faults: {}, slow: 0.6, slowMs: 4000 },
];

const OBJECT_WRITES = [
  'put state/applied.json',
  'put state/applied.json',
  'put state/applied.json',
  'put state/applied.json',
  'put state/applied.json',
  'put state/writer.lock',
  'delete state/writer.lock',
  'put leases/',
  'delete leases/',
  'put audit/',
] as const;

/** The same few leases come and go while one object is written late or never, and IAM's reads lag. */
export function unreliableObject(random: Random, { start, end }: Span) {
  const actions: Action[] = [];
  const address = random.pick(NETWORKS);
  const members = random.chance(0.5) ? (['ben'] as const) : (['ben', 'chie'] as const);
  for (let at = start, count = 0; at < end && count < 6; at += random.between(3, 40) * SECOND, count++) {
    const member = random.pick(members);
    actions.push({ kind: 'press', at, member, address });
    const ends = at + random.between(1, 5) * SECOND;
    actions.push({ kind: 'end', at: ends, member, address });
    const again = ends + random.between(200, 2500);
    actions.push({ kind: 'press', at: again, member: random.pick(members), address });
  }
  return {
    actions,
    targeted: { ...random.pick(OBJECT_FAULTS), prefix: random.pick(OBJECT_WRITES) },
    ...(random.chance(0.85) ? { staleness: random.pick([2000, 5000]), staleReads: 0.7 } : {}),
    coldStarts: 0.5,
    isDisordered: random.chance(0.3),
  };
}

/** An administrator adds or removes by hand what a member has leased, or had leased a moment before. */
export function editedLease(random: Random, { start }: Span) {
  const member = random.pick(MEMBERS);
  const address = random.pick(NETWORKS);
  const cidr = address.includes(':') ? address.replace(/::\d$/, '::/64') : `${address}/32`;
  const at = start + random.between(0, 60) * SECOND;
  const later = (from: number, to: number) => at + random.between(from, to) * SECOND;
  const ended = later(60, 70);
  const situation = random.pick([
    'added afterwards',
    'added afterwards',
    'added in between',
    'removed',
  ] as const);
  const actions: Action[] = [
    { kind: 'press', at, member, address, ...(situation === 'removed' ? {} : { minutes: 1 }) },
    { kind: 'task', at: ended + 10 * SECOND, task: 'reconcile' },
    { kind: 'task', at: later(200, 260), task: 'reconcile' },
  ];
  if (situation === 'added afterwards') actions.push({ kind: 'hand adds', at: later(85, 180), cidr });
  if (situation === 'added in between') actions.push({ kind: 'hand adds', at: later(5, 100), cidr });
  if (situation === 'removed') actions.push({ kind: 'hand removes', at: later(5, 180), cidr });
  if (random.chance(0.3)) {
    const minutes = random.pick([1, 2]);
    actions.push({ kind: 'press', at: later(90, 200), member: random.pick(MEMBERS), address, minutes });
  }
  if (random.chance(0.3)) actions.push({ kind: 'end', at: later(30, 260), member, address });
  return { actions, until: at + 5 * MINUTE };
}

/** The policy is deleted and made again with the same ARN, and perhaps edited until its version has a known number. */
export function recreated(random: Random, { start, end }: Span) {
  const at = random.between(start + 20 * SECOND, Math.max(end, start + 40 * SECOND));
  const pauseMs = random.between(1500, 4000);
  const press = (time: number): Action => ({
    kind: 'press',
    at: time,
    member: random.pick(MEMBERS),
    address: random.pick(NETWORKS),
  });
  const actions: Action[] = [{ kind: 'recreate', at, pauseMs }];
  if (random.chance(0.5)) actions.push({ kind: 'task', at: start + 2 * SECOND, task: 'reconcile' });
  for (let count = random.between(0, 3); count > 0; count--) {
    actions.push(press(random.between(start, at - 5 * SECOND)));
  }
  for (let count = random.between(1, 3); count > 0; count--) {
    actions.push(press(at + pauseMs + random.between(100, random.pick([1500, 3000, 30_000]))));
  }
  for (let count = random.between(0, 2); count > 0; count--) {
    actions.push({
      kind: 'hand adds',
      at: at + pauseMs + random.between(100, 8000),
      cidr: random.pick(BY_HAND),
    });
  }
  if (random.chance(0.2)) {
    actions.push({ kind: 'recreate', at: at + pauseMs + random.between(2, 60) * SECOND, pauseMs });
  }
  return {
    actions,
    until: at + MINUTE,
    ...(random.chance(0.6) ? { staleness: random.pick([2000, 5000, 8000]), staleReads: 0.6 } : {}),
    coldStarts: 0.2,
  };
}

/** IAM's limit is a little lower than Genkan expects, so that it refuses a document that Genkan takes to fit. */
export function refusedSize(random: Random, { start, end }: Span) {
  const lower = random.between(5, 60);
  const actions = Array.from({ length: random.between(3, 8) }, (): Action => {
    const at = random.between(start, end);
    const address = random.pick(NETWORKS);
    const minutes = random.pick([undefined, 1, 3]);
    return { kind: 'press', at, member: random.pick(MEMBERS), address, ...(minutes ? { minutes } : {}) };
  });
  // Edits by hand take version slots.
  const edits = Array.from({ length: random.between(0, 4) }, (_, index): Action => {
    const cidr = random.pick(BY_HAND);
    return { kind: index % 2 === 0 ? 'hand adds' : 'hand removes', at: random.between(start, end), cidr };
  });
  return {
    actions: [...actions, ...edits],
    iamLimit: POLICY_LIMIT - lower,
    room: lower + random.between(0, 70),
  };
}

/** An administrator takes the office out by hand while a lease is there, and the lease ends. */
export function emptied(random: Random, { start }: Span) {
  const at = start + random.between(1, 30) * SECOND;
  const address = random.pick(NETWORKS);
  const member = random.pick(MEMBERS);
  const actions: Action[] = [
    { kind: 'press', at, member, address, minutes: random.pick([1, 1, 3]) },
    { kind: 'hand empties', at: at + random.between(5, 50) * SECOND },
    { kind: 'hand empties', at: at + random.between(50, 59) * SECOND },
    { kind: 'task', at: at + random.between(70, 200) * SECOND, task: 'reconcile' },
  ];
  if (random.chance(0.4))
    actions.push({ kind: 'end', at: at + random.between(50, 60) * SECOND, member, address });
  if (random.chance(0.3)) {
    actions.push({
      kind: 'press',
      at: at + random.between(60, 130) * SECOND,
      member: random.pick(MEMBERS),
      address: random.pick(NETWORKS),
    });
  }
  return { actions, until: at + 4 * MINUTE, isSmall: random.chance(0.7), isAlone: random.chance(0.7) };
}
