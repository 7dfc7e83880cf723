import { matches, type RequestMatcher } from './fault-rule.ts';
import type { Call } from './wire.ts';

/** A request stopped on its way, so that a test can do something else meanwhile. */
export class Hold {
  readonly #matcher: RequestMatcher & { readonly when?: 'before' | 'after' };
  /** Settles when the request has arrived at the point where it is held. */
  readonly arrived: Promise<void>;
  readonly #released: Promise<void>;
  #tellArrived: () => void = () => {};
  #release: () => void = () => {};

  constructor(matcher: RequestMatcher & { readonly when?: 'before' | 'after' }) {
    this.#matcher = matcher;
    this.arrived = new Promise((resolve) => {
      this.#tellArrived = resolve;
    });
    this.#released = new Promise((resolve) => {
      this.#release = resolve;
    });
  }

  takes(call: Call, when: 'before' | 'after'): boolean {
    return (this.#matcher.when ?? 'before') === when && matches(this.#matcher, call);
  }

  /** Holds the request that calls it. */
  async arrive(): Promise<void> {
    this.#tellArrived();
    await this.#released;
  }

  /** Lets the request go on, or through at once if it has not come yet. */
  release(): void {
    this.#release();
  }
}
