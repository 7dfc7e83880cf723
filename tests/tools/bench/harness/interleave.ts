/** Measures one contestant once and returns the figure, mostly milliseconds. */
export type Measure = () => Promise<number>;

/**
 * Runs every contestant once per round, one after another, and turns the order each round, so that warm caches and
 * noisy neighbours favour no contestant. One unrecorded round goes first.
 * @param rounds how many recorded values each contestant gets
 */
export async function interleave<Name extends string>(
  rounds: number,
  contestants: Readonly<Record<Name, Measure>>,
): Promise<Record<Name, number[]>> {
  const entries = Object.entries<Measure>(contestants);
  const samples = new Map<string, number[]>(entries.map(([name]) => [name, []]));
  for (let round = -1; round < rounds; round += 1) {
    for (let turn = 0; turn < entries.length; turn += 1) {
      const [name, measure] = entries[(turn + round + entries.length) % entries.length] ?? [];
      if (name === undefined || measure === undefined) continue;
      const value = await measure();
      if (round >= 0) samples.get(name)?.push(value);
    }
  }
  return Object.fromEntries(samples) as Record<Name, number[]>;
}
