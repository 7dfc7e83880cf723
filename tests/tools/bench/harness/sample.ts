/** The value below which a share of the sample lies, interpolated between neighbours. @param share 0 to 1 */
export function quantile(sample: readonly number[], share: number): number {
  if (sample.length === 0) throw new RangeError('A quantile needs at least one value');
  const sorted = [...sample].sort((a, b) => a - b);
  const position = (sorted.length - 1) * share;
  const below = sorted[Math.floor(position)] ?? Number.NaN;
  const above = sorted[Math.ceil(position)] ?? Number.NaN;
  return below + (above - below) * (position - Math.floor(position));
}

/** The middle of the sample. */
export function median(sample: readonly number[]): number {
  return quantile(sample, 0.5);
}

/**
 * How many times as long `ours` took as `theirs`: the median of the ratios of each round. Both sides of a round ran
 * next to each other, so a slow minute of a shared machine slows both and drops out.
 */
export function pairedRatio(ours: readonly number[], theirs: readonly number[]): number {
  if (ours.length !== theirs.length) throw new RangeError('A paired ratio needs both sides of every round');
  return median(ours.map((value, round) => value / (theirs[round] ?? Number.NaN)));
}

/** How long something takes, in milliseconds of wall-clock time. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
