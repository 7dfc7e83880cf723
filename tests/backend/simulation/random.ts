/** A small seeded generator (mulberry32): the same seed gives the same numbers on every machine. */
export class Random {
  #state: number;

  constructor(seed: number) {
    // Neighbouring seeds must not give neighbouring streams: scramble, and fold in the high bits of large seeds.
    this.#state = (Math.imul(seed, 0x9e3779b1) ^ Math.imul(Math.floor(seed / 2 ** 32) + 1, 0x85ebca6b)) >>> 0;
  }

  /** A number from 0 up to but not including 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** A whole number, both ends included. */
  between(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1));
  }

  pick<T>(choices: readonly T[]): T {
    const index = Math.floor(this.next() * choices.length);
    for (const [position, choice] of choices.entries()) if (position === index) return choice;
    throw new RangeError('There is nothing to pick from.');
  }

  /** A delay in milliseconds that is usually near `typical` and now and then many times as long. */
  latency(typical: number): number {
    const tail = this.chance(0.02) ? this.between(5, 20) : 1;
    // Not rounded: two things never happen at the very same moment by accident.
    return typical * (0.5 + this.next()) * tail;
  }

  bytes(length: number): Uint8Array {
    return Uint8Array.from({ length }, () => this.between(0, 255));
  }
}
