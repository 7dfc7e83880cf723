/** The four kinds of churn: rows remounted, cell text changed, thousands of inserts in one task, one insert per task. */
export const churnShapes = ['remount', 'text', 'burst', 'trickle'] as const;
export type ChurnShape = (typeof churnShapes)[number];

/** What the churning page offers to the bench as `window.churn`. */
export interface Churn {
  run(shape: ChurnShape, steps: number): Promise<void>;
  /** Runs as `run` does and answers how many mutation records an observer of everything gets. */
  count(shape: ChurnShape, steps: number): Promise<number>;
}
