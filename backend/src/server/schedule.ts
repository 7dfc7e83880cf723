import { Cron } from 'croner';
import type { AllowlistDeps } from '../deps.ts';
import { runTask } from '../tasks/run-task.ts';
import { createOpenWork } from './open-work.ts';

export interface Schedule {
  /** Starts no further task. */
  stop(): void;
  /** Settles when no task is under way. */
  finished(): Promise<void>;
}

/**
 * The scheduled tasks inside the Node server: the reset at the team's time in the team's zone, a reconcile every five
 * minutes. A failed task logs its error and runs again with the next schedule.
 */
export function startSchedule(deps: AllowlistDeps): Schedule {
  const [hour, minute] = deps.config.resetTime.split(':').map(Number);
  const work = createOpenWork();
  const run = (task: 'reset' | 'reconcile') => () =>
    work.add(
      runTask(deps, { task }).then(
        () => undefined,
        () => undefined,
      ),
    );
  const jobs = [
    new Cron(`${minute} ${hour} * * *`, { timezone: deps.config.timeZone, protect: true }, run('reset')),
    new Cron('*/5 * * * *', { protect: true }, run('reconcile')),
  ];
  return {
    stop: () => {
      for (const job of jobs) job.stop();
    },
    finished: () => work.finished(),
  };
}
