import { Buffer } from 'node:buffer';
import * as v from 'valibot';
import { type ReconcileReport, reconcile } from './reconcile.ts';
import { type ResetReport, reset } from './reset.ts';
import type { TaskPorts } from './task-ports.ts';

const taskSchema = v.object({
  task: v.picklist(['reset', 'reconcile']),
  /** `reset` only: end every lease as well. Sent when the deployment is destroyed. */
  toBaseline: v.optional(v.boolean(), false),
});

export type TaskReport =
  | ({ readonly task: 'reset' } & ResetReport)
  | ({ readonly task: 'reconcile' } & ReconcileReport);

/** The event is not a task. */
export class TaskError extends Error {
  override readonly name = 'TaskError';
}

/**
 * Runs a scheduled task: `{ "task": "reset" }` or `{ "task": "reconcile" }`. A second delivery changes nothing more.
 * @throws when the task fails, so that the function's alarm is raised
 */
export async function runTask(deps: TaskPorts, event: unknown): Promise<TaskReport> {
  const parsed = v.safeParse(taskSchema, event);
  if (!parsed.success) {
    throw new TaskError('The scheduled event must be { "task": "reset" } or { "task": "reconcile" }');
  }
  const { task, toBaseline } = parsed.output;
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
