/** The work that a process must end before it exits. */
export interface OpenWork {
  /** Counts the work until it settles; returns it unchanged. */
  add<T>(work: Promise<T>): Promise<T>;
  /** Settles when no work is open; work that begins meanwhile counts too. */
  finished(): Promise<void>;
}

export function createOpenWork(): OpenWork {
  const open = new Set<Promise<unknown>>();
  return {
    add(work) {
      const forget = () => {
        open.delete(settled);
      };
      const settled: Promise<void> = work.then(forget, forget);
      open.add(settled);
      return work;
    },
    async finished() {
      while (open.size > 0) await Promise.all(open);
    },
  };
}
