import { startLoopbackServer } from '@genkan/backend/testing/loopback-server';

export interface ScheduleEntry {
  readonly name: string;
  readonly task: 'reset' | 'reconcile';
  readonly enabled: boolean;
}

/** EventBridge Scheduler's two reads (REST, JSON) over a list that a test may change. */
export interface RunningScheduler {
  readonly endpoint: string;
  entries: readonly ScheduleEntry[];
  close(): Promise<void>;
}

const GROUP = 'GenkanStack';
const ARN = 'arn:aws:lambda:us-east-1:123456789012:function:GenkanStack-Task';

export async function startScheduler(): Promise<RunningScheduler> {
  const scheduler = { entries: [] as readonly ScheduleEntry[] };
  const server = await startLoopbackServer((request, response) => {
    const name = decodeURIComponent(
      new URL(request.url ?? '', 'http://scheduler').pathname.split('/')[2] ?? '',
    );
    const one = scheduler.entries.find((entry) => entry.name === name);
    const state = (enabled: boolean) => (enabled ? 'ENABLED' : 'DISABLED');
    const body = one
      ? {
          Name: one.name,
          GroupName: GROUP,
          State: state(one.enabled),
          Target: { Arn: ARN, RoleArn: ARN, Input: JSON.stringify({ task: one.task }) },
        }
      : {
          Schedules: scheduler.entries.map((entry) => ({
            Name: entry.name,
            GroupName: GROUP,
            State: state(entry.enabled),
            Target: { Arn: ARN },
          })),
        };
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
  });
  return Object.assign(scheduler, { endpoint: server.origin, close: server.close });
}
