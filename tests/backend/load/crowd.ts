/** How one member fared. */
export interface Press {
  readonly address: string;
  readonly status: number;
  /** From the press to the response, in milliseconds. */
  readonly waited: number;
}

/** Public addresses that are short enough for hundreds of them to fit into one policy. */
export function addressOf(person: number): string {
  return `5.${Math.floor(person / 100)}.${Math.floor(person / 10) % 10}.${person % 10}`;
}

/** This many members press the button, spread evenly over a time in milliseconds. */
export function pressWithin(
  people: number,
  milliseconds: number,
  press: (person: number) => Promise<number>,
): Promise<Press[]> {
  return Promise.all(
    Array.from({ length: people }, async (_, person) => {
      await new Promise((resolve) => setTimeout(resolve, (person / people) * milliseconds));
      const began = performance.now();
      const status = await press(person);
      return { address: addressOf(person), status, waited: performance.now() - began };
    }),
  );
}

/** The value below which so large a part of the values lies. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
  if (value === undefined) throw new RangeError('There are no values.');
  return value;
}
