import { LOCK_LIFETIME_MS } from '@genkan/backend/runtime/timing';
import { MAX_LEASES, SECRETS } from './fleet.ts';
import { findViolations } from './oracle/oracle.ts';
import { makeTimeline } from './oracle/timeline.ts';
import type { Violation } from './oracle/violation.ts';
import { makePlan } from './plan.ts';
import { SimulationRun } from './simulation-run.ts';

export interface Outcome {
  readonly seed: number;
  readonly violations: readonly Violation[];
  /** What the run was made of, so that a test can tell that it was not empty. */
  readonly counts: { readonly operations: number; readonly versions: number; readonly acknowledged: number };
  readonly transcript: () => string;
}

/** Runs one seed and finds the promises it broke. */
export async function simulate(seed: number): Promise<Outcome> {
  const plan = makePlan(seed);
  const world = new SimulationRun(plan);
  const faults: unknown[] = [];
  const unhandled = (reason: unknown) => faults.push(reason);
  process.on('unhandledRejection', unhandled);
  try {
    await world.run();
  } catch (error) {
    faults.push(error);
  } finally {
    process.off('unhandledRejection', unhandled);
  }
  const { history } = world;
  const timeline = makeTimeline(plan, history, { lockLifetime: LOCK_LIFETIME_MS, maxLeases: MAX_LEASES });
  const thrown = faults.map((error) => ({
    promise: 'Fault',
    time: plan.end,
    text: error instanceof Error ? (error.stack ?? String(error)) : String(error),
  }));
  return {
    seed,
    violations: [...thrown, ...findViolations(timeline, SECRETS)],
    counts: {
      operations: history.operations.length,
      versions: history.effects.filter(({ kind }) => kind === 'create').length,
      acknowledged: history.operations.filter(({ answer }) => answer !== undefined && answer.status < 300)
        .length,
    },
    transcript: () => history.transcript(),
  };
}
