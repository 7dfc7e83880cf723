/** The two kinds of churn that decide: rows with AWS's own classes remounted, and one insert per task. */
export const churnShapes = ['remount', 'trickle'] as const;
export type ChurnShape = (typeof churnShapes)[number];

/** What the churning page offers to the bench as `window.churn`. */
export interface Churn {
  run(shape: ChurnShape, steps: number): Promise<void>;
  /** Runs as `run` does and returns how many mutation records an observer of everything gets. */
  count(shape: ChurnShape, steps: number): Promise<number>;
}
