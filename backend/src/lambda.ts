import { createApp } from './http/app.ts';
import type { HttpResult } from './lambda/event.ts';
import { handleHttp } from './lambda/handle-http.ts';
import { runInZone } from './lambda/run-in-zone.ts';
import { warmUp } from './lambda/warm-up.ts';
import { DEFAULT_TIME_ZONE, loadConfig } from './runtime/config.ts';
import { createSystemDeps } from './system-deps.ts';
import { type DeploymentReport, runTask } from './tasks/run-task.ts';

runInZone(process.env['GENKAN_TIME_ZONE'] ?? DEFAULT_TIME_ZONE);
const deps = createSystemDeps(loadConfig(process.env), process.env, (line) =>
  process.stdout.write(`${line}\n`),
);
// The address that API Gateway observed; no header can change it.
const app = createApp({ ...deps, sourceAddress: (c) => c.env.sourceAddress });
void warmUp(deps);

/** HTTP API (payload format 2.0) or function URL. */
export function http(event: unknown): Promise<HttpResult> {
  return handleHttp(app, event);
}

/** EventBridge Scheduler: `{ "task": "reset" }` and `{ "task": "reconcile" }`. A rejection raises the alarm. */
export function scheduled(event: unknown): Promise<DeploymentReport> {
  return runTask(deps, event);
}
