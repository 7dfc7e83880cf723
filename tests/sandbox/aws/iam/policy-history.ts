import type { PolicyState } from './policy-state.ts';

/** How long old states stay readable; stale reads of real IAM last seconds. */
const KEPT_MS = 10 * 60_000;

/** Every state of the account's policies with the time it began. */
export class PolicyHistory {
  readonly #now: () => number;
  #states: { readonly since: number; readonly state: PolicyState }[];

  constructor(now: () => number) {
    this.#now = now;
    this.#states = [{ since: Number.NEGATIVE_INFINITY, state: new Map() }];
  }

  get newest(): PolicyState {
    return this.#states.at(-1)?.state ?? new Map();
  }

  /** The state in force at a time, or the oldest still kept. */
  at(time: number): PolicyState {
    const found = this.#states.findLast(({ since }) => since <= time) ?? this.#states[0];
    return found?.state ?? new Map();
  }

  push(state: PolicyState): void {
    const now = this.#now();
    const firstNeeded = this.#states.findLastIndex(({ since }) => since <= now - KEPT_MS);
    this.#states = [...this.#states.slice(Math.max(firstNeeded, 0)), { since: now, state }];
  }
}
