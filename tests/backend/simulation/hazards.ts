import type { Action, Span } from './actions.ts';
import { OFFICE } from './documents.ts';
import {
  editedLease,
  emptied,
  flood,
  intruder,
  lastRoom,
  recreated,
  refusedSize,
  stoppedMember,
  twoEndpoints,
  unreliableObject,
} from './hazard-makers.ts';
import type { Faults, Targeted } from './process.ts';
import type { Random } from './random.ts';

/** What a seed has beside its everyday actions: one situation that takes several deeds at the right moments. */
export interface Hazard {
  readonly name: HazardName;
  readonly actions: readonly Action[];
  /** The run takes at least until then. */
  readonly until?: number;
  readonly staleness?: number;
  /** How likely a read of IAM shows the past. */
  readonly staleReads?: number;
  /** How likely a request meets a process that remembers nothing, though others are free. */
  readonly coldStarts?: number;
  readonly targeted?: Targeted;
  readonly isDisordered?: boolean;
  /** The policy has room for so many further characters. */
  readonly room?: number;
  /** IAM takes documents up to this size, and Genkan expects that it takes 6,144 characters. */
  readonly iamLimit?: number;
  /** No other request runs. */
  readonly isAlone?: boolean;
  /** The office is one address only. */
  readonly isSmall?: boolean;
}

type Make = (random: Random, span: Span) => Omit<Hazard, 'name'>;

const HAZARDS = {
  'a member is stopped': stoppedMember,
  'an intruder writes one object': intruder,
  'a script floods': flood,
  'clicks for the last room': lastRoom,
  'two requests for one address': twoEndpoints,
  'one S3 object is written late or never': unreliableObject,
  'a leased address is edited by hand': editedLease,
  'the policy is made anew': recreated,
  'IAM refuses the size': refusedSize,
  'the office is emptied by hand': emptied,
} as const satisfies Record<string, Make>;

export type HazardName = keyof typeof HAZARDS;

/** How often each occurs, beside the others; a flood takes as long as ten ordinary runs. */
const WEIGHTS: readonly (readonly [name: HazardName, weight: number])[] = [
  ['a member is stopped', 4],
  ['an intruder writes one object', 4],
  ['a script floods', 1],
  ['clicks for the last room', 6],
  ['two requests for one address', 3],
  ['one S3 object is written late or never', 6],
  ['a leased address is edited by hand', 4],
  ['the policy is made anew', 5],
  ['IAM refuses the size', 3],
  ['the office is emptied by hand', 2],
];

/** Chooses a hazard, or none. */
export function makeHazard(random: Random, span: Span): Hazard | undefined {
  if (!random.chance(0.5)) return undefined;
  const name = random.pick(WEIGHTS.flatMap(([one, weight]) => Array<HazardName>(weight).fill(one)));
  return { name, ...HAZARDS[name](random, span) };
}

/** The office of a run. */
export function officeOf(hazard: Hazard | undefined): readonly string[] {
  return hazard?.isSmall === true ? OFFICE.slice(0, 1) : OFFICE;
}

/** Runs with a hazard have fewer other faults: a run in which everything goes wrong excuses everything. */
export function faultsBeside(
  hazard: Hazard | undefined,
  random: Random,
  faults: Faults,
  none: Faults,
): Faults {
  return hazard !== undefined && random.chance(0.6) ? none : faults;
}
