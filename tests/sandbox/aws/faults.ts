import {
  type FaultRule,
  type Injection,
  matches,
  type Refusal,
  type RequestMatcher,
  refusalFor,
} from './fault-rule.ts';
import { Hold } from './hold.ts';
import { TokenBucket } from './token-bucket.ts';
import type { Call, ServiceName } from './wire.ts';

/** The fault of a request: an error or a cut connection, before or after its effect. Without a field it succeeds. */
export interface FaultDecision {
  readonly before?: Refusal;
  readonly after?: Refusal;
  /** Only half of the service's response arrives; then the connection is cut, or nothing more comes. */
  readonly half?: 'cut' | 'hang';
}

interface ActiveRule {
  readonly rule: FaultRule;
  left: number;
  hits: number;
}

/** The sandbox's switches. Everything is off at the start; `clear` puts everything back. */
export class Faults {
  readonly #now: () => number;
  readonly #latency = new Map<ServiceName, number>();
  readonly #initialLatency: ReadonlyMap<ServiceName, number>;
  readonly #throttles = new Map<ServiceName, TokenBucket>();
  #rules: ActiveRule[] = [];
  #holds: Hold[] = [];
  /** Milliseconds by operation; `undefined` stands for all others. */
  readonly #staleness = new Map<string | undefined, number>();

  constructor(now: () => number, latency: Partial<Record<ServiceName, number>> = {}) {
    this.#now = now;
    for (const service of ['s3', 'iam', 'sts'] as const) this.#latency.set(service, latency[service] ?? 0);
    this.#initialLatency = new Map(this.#latency);
  }

  /** How long a request to a service takes, in milliseconds: half of it before the effect, half after. */
  setLatency(service: ServiceName, milliseconds: number): void {
    this.#latency.set(service, milliseconds);
  }

  latencyOf(service: ServiceName): number {
    return this.#latency.get(service) ?? 0;
  }

  /**
   * Lets a service take only so many writes: `Throttling` 400 from IAM, `SlowDown` 503 from S3.
   *
   * @param burst how many are let through at once.
   */
  throttleWrites(
    service: ServiceName,
    { perSecond, burst = 1 }: { perSecond: number; burst?: number },
  ): void {
    this.#throttles.set(service, new TokenBucket(this.#now, perSecond, burst));
  }

  /**
   * IAM's reads return the state of this many milliseconds ago; 0 makes them current again.
   *
   * @param operation only this one, for example `GetPolicyVersion`: IAM's reads need not agree with each other.
   */
  staleReads(milliseconds: number, operation?: string): void {
    if (operation === undefined) this.#staleness.clear();
    this.#staleness.set(operation, milliseconds);
  }

  /** The time whose state a read sees, in milliseconds since the epoch, or `undefined` for the newest. */
  readTime(operation: string): number | undefined {
    const staleness = this.#staleness.get(operation) ?? this.#staleness.get(undefined) ?? 0;
    return staleness === 0 ? undefined : this.#now() - staleness;
  }

  /** Lets the next matching requests fail. Rules act in the order they were made, one per request. */
  inject(rule: FaultRule): Injection {
    const active: ActiveRule = { rule, left: rule.times ?? 1, hits: 0 };
    this.#rules.push(active);
    return {
      get hits() {
        return active.hits;
      },
      remove: () => {
        this.#rules = this.#rules.filter((other) => other !== active);
      },
    };
  }

  /** Stops the next matching request before its effect, or after it, until it is released. */
  hold(matcher: RequestMatcher & { readonly when?: 'before' | 'after' }): Hold {
    const hold = new Hold(matcher);
    this.#holds.push(hold);
    return hold;
  }

  /** Waits while a request is held at a point of its way. */
  async pass(call: Call, when: 'before' | 'after'): Promise<void> {
    const hold = this.#holds.find((one) => one.takes(call, when));
    if (hold === undefined) return;
    this.#holds = this.#holds.filter((other) => other !== hold);
    await hold.arrive();
  }

  /** Decides the fault of a request, and counts it. */
  decide(call: Call, accountId: string): FaultDecision {
    const active = this.#rules.find(({ rule, left }) => left > 0 && matches(rule, call));
    if (active !== undefined) {
      active.left -= 1;
      active.hits += 1;
      const { effect, when = 'before' } = active.rule;
      if (effect === 'cut' || effect === 'hang') return { half: effect };
      return { [when]: refusalFor(effect, call, accountId) };
    }
    const throttle = call.isWrite ? this.#throttles.get(call.service) : undefined;
    if (throttle !== undefined && !throttle.take())
      return { before: refusalFor('throttle', call, accountId) };
    return {};
  }

  /** Resets everything. A request that is held already stays held until its release. */
  clear(): void {
    for (const [service, milliseconds] of this.#initialLatency) this.#latency.set(service, milliseconds);
    this.#throttles.clear();
    this.#rules = [];
    this.#holds = [];
    this.#staleness.clear();
  }
}
