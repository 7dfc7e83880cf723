import type { Target } from './target.ts';

/** Where a target is known not to do what AWS does. */
export interface KnownDifference {
  /** The case's name. */
  readonly case: string;
  /** What the target does instead, and why AWS's way is believed to be the other. */
  readonly reason: string;
  /** What the case's failure must say, so that no other fault hides behind it. */
  readonly symptom: RegExp;
}

/**
 * Every case a target is known to fail, asserted as failing: when a target learns AWS's way, the suite says so. Ours has
 * none, by definition.
 */
export const KNOWN_DIFFERENCES: Readonly<Record<Target['name'], readonly KnownDifference[]>> = {
  sandbox: [],
  moto: [],
};
