interface Entry {
  readonly time: number;
  readonly order: number;
  readonly run: () => void;
}

/**
 * Virtual time. What is due is run one at a time, earliest first; between two of them every promise that can settle has
 * settled, so the order of everything is decided by the times alone, and those are decided by the seed.
 */
export class Scheduler {
  #heap: Entry[] = [];
  #order = 0;
  #now: number;

  constructor(start: number) {
    this.#now = start;
  }

  /** True time in milliseconds since the epoch. Processes have clocks of their own, which may be wrong. */
  get now(): number {
    return this.#now;
  }

  at(time: number, run: () => void): void {
    this.#push({ time: Math.max(time, this.#now), order: this.#order++, run });
  }

  after(milliseconds: number, run: () => void): void {
    this.at(this.#now + milliseconds, run);
  }

  /**
   * Runs until nothing is due any more.
   * @throws {RangeError} after `limit` steps, so that a livelock in the code under test is a failure, not a hang.
   */
  async run(limit: number): Promise<void> {
    for (let steps = 0; ; steps++) {
      // A macrotask ends only when no microtask is left, however long the promise chains are.
      await new Promise((resolve) => setImmediate(resolve));
      const next = this.#pop();
      if (next === undefined) return;
      if (steps >= limit) throw new RangeError(`Nothing came to rest within ${limit} steps.`);
      this.#now = next.time;
      next.run();
    }
  }

  #push(entry: Entry): void {
    const heap = this.#heap;
    let index = heap.push(entry) - 1;
    while (index > 0) {
      const up = (index - 1) >> 1;
      const parent = heap[up];
      if (parent === undefined || before(parent, entry)) break;
      heap[index] = parent;
      index = up;
    }
    heap[index] = entry;
  }

  #pop(): Entry | undefined {
    const heap = this.#heap;
    const first = heap[0];
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return first;
    let index = 0;
    for (;;) {
      const left = heap[2 * index + 1];
      const right = heap[2 * index + 2];
      const child = right !== undefined && left !== undefined && before(right, left) ? right : left;
      if (child === undefined || before(last, child)) break;
      heap[index] = child;
      index = child === left ? 2 * index + 1 : 2 * index + 2;
    }
    heap[index] = last;
    return first;
  }
}

function before(a: Entry, b: Entry): boolean {
  return a.time < b.time || (a.time === b.time && a.order < b.order);
}
