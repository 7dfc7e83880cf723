/** What one figure must reach: the measured value stays at or below the limit. */
export interface Check {
  /** What was compared, as the table prints it: `× baseline`, `× floor`, `ms`, `lost`. */
  readonly unit: string;
  readonly value: number;
  readonly limit: number;
}

/** One line of the table. Texts are ready to print, with unit and spread. */
export interface Row {
  readonly figure: string;
  readonly ours: string;
  readonly baseline?: string;
  readonly floor?: string;
  readonly checks: readonly Check[];
  /** What a reader must know to judge the line. */
  readonly note?: string;
}

/** One measurement that `bench` can run alone (`--only <name>`). */
export interface Figure {
  readonly name: string;
  measure(options: MeasureOptions): Promise<readonly Row[]>;
}

export interface MeasureOptions {
  /** Scales the number of rounds: 1 is what the published figures use, less is a quick look. */
  readonly effort: number;
}

/** The number of rounds for an effort, never fewer than two. @param full rounds at effort 1 */
export function rounds(options: MeasureOptions, full: number): number {
  return Math.max(2, Math.round(full * options.effort));
}
