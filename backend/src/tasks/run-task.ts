import { Buffer } from 'node:buffer';
import * as v from 'valibot';
import type { AllowlistDeps } from '../deps.ts';
import { mapBounded } from '../runtime/map-bounded.ts';
import { type OpenTarget, openTargets } from '../targets/open-target.ts';
import { readDeployment } from '../targets/read-deployment.ts';
import { type ReconcileReport, reconcile } from './reconcile.ts';
import { type ResetReport, reset } from './reset.ts';

const taskSchema = v.object({
  task: v.picklist(['reset', 'reconcile']),
  /** `reset` only: end every lease as well. Sent when the deployment is destroyed. */
  toBaseline: v.optional(v.boolean(), false),
});
type Task = v.InferOutput<typeof taskSchema>;

export type TaskReport =
  | ({ readonly task: 'reset' } & ResetReport)
  | ({ readonly task: 'reconcile' } & ReconcileReport);

/** What a task did in one of several targets. */
export type TargetReport = { readonly target: string } & TaskReport;

/** What a task did in the whole deployment. */
export type DeploymentReport =
  | TaskReport
  | { readonly task: Task['task']; readonly targets: readonly TargetReport[] };

/** How often the tasks begin with the next target. */
const ROTATION_MS = 60_000;

/** The event is not a task. */
export class TaskError extends Error {
  override readonly name = 'TaskError';
}

/** A task failed in some targets; the message names them. */
export class TargetTaskError extends AggregateError {
  override readonly name = 'TargetTaskError';
}

/**
 * Runs a scheduled task in every target: `{ "task": "reset" }` or `{ "task": "reconcile" }`. A second delivery changes nothing
 * more, and a failure in one target does not stop the others.
 * @throws when the task fails in a target, so that the function's alarm is raised
 */
export async function runTask(deps: AllowlistDeps, event: unknown): Promise<DeploymentReport> {
  const parsed = v.safeParse(taskSchema, event);
  if (!parsed.success) {
    throw new TaskError('The scheduled event must be { "task": "reset" } or { "task": "reconcile" }');
  }
  const task = parsed.output;
  const targets = await findTargets(deps, task);
  return targets ? await runInEach(rotate(targets, deps.clock.now()), task) : await runInTarget(deps, task);
}

/** A broken list of targets does not keep the deployment's own policy open: the task runs there, and then fails. */
async function findTargets(deps: AllowlistDeps, task: Task): Promise<readonly OpenTarget[] | undefined> {
  try {
    const deployment = await readDeployment(deps);
    return deployment && openTargets(deps, deployment);
  } catch (error) {
    await runInTarget(deps, task);
    throw error;
  }
}

/** Each run begins with another target, so that none is always last where a run reaches its time limit. */
function rotate<Item>(items: readonly Item[], now: number): readonly Item[] {
  const start = Math.floor(now / ROTATION_MS) % Math.max(1, items.length);
  return [...items.slice(start), ...items.slice(0, start)];
}

async function runInEach(targets: readonly OpenTarget[], task: Task): Promise<DeploymentReport> {
  const outcomes = await mapBounded(targets, ({ deps, name }) =>
    runInTarget(deps, task).then(
      (report) => ({ target: name.id, report }),
      (error: unknown) => ({ target: name.id, error }),
    ),
  );
  const failed = outcomes.flatMap((outcome) => ('error' in outcome ? [outcome] : []));
  if (failed.length > 0) {
    const reasons = failed.map(({ target, error }) => `${target}: ${String(error)}`).join('; ');
    throw new TargetTaskError(
      failed.map(({ error }) => error),
      `The ${task.task} failed for ${failed.length} of ${outcomes.length} targets. ${reasons}`,
    );
  }
  return {
    task: task.task,
    targets: outcomes.flatMap((outcome) =>
      'report' in outcome ? [{ target: outcome.target, ...outcome.report }] : [],
    ),
  };
}

/** Runs a task in one target. @throws when it fails */
export async function runInTarget(deps: AllowlistDeps, { task, toBaseline }: Task): Promise<TaskReport> {
  const requestId = Buffer.from(deps.randomBytes(8)).toString('hex');
  try {
    const report: TaskReport =
      task === 'reset'
        ? { task, ...(await reset(deps, requestId, { toBaseline })) }
        : { task, ...(await reconcile(deps)) };
    deps.log.info('task_done', {
      task,
      requestId,
      versionBefore: report.versionBefore,
      versionAfter: report.versionAfter,
    });
    return report;
  } catch (error) {
    deps.log.error('task_failed', { task, requestId, error: String(error) });
    throw error;
  }
}
