import { Cron } from 'croner';
import type { AllowlistDeps } from './deps.ts';
import { runTask } from './tasks.ts';

/**
 * The scheduled tasks inside the Node server: the reset at the team's time in the team's zone, a reconcile every five
 * minutes. A failed task is logged by the task itself and comes again with the next schedule.
 */
export function startSchedule(deps: AllowlistDeps): { stop(): void } {
  const [hour, minute] = deps.config.resetTime.split(':').map(Number);
  const run = (task: 'reset' | 'reconcile') => async () => {
    await runTask(deps, { task }).catch(() => undefined);
  };
  const jobs = [
    new Cron(`${minute} ${hour} * * *`, { timezone: deps.config.timeZone, protect: true }, run('reset')),
    new Cron('*/5 * * * *', { protect: true }, run('reconcile')),
  ];
  return {
    stop: () => {
      for (const job of jobs) job.stop();
    },
  };
}
