import type { AllowlistDeps } from '../deps.ts';
import type { QueuePorts } from '../policy/writer/writer.ts';
import type { BackendConfig } from '../runtime/config.ts';

/** What the scheduled tasks use. */
export type TaskPorts = QueuePorts &
  Pick<AllowlistDeps, 'isMember' | 'isMemberNow'> & {
    readonly config: Pick<BackendConfig, 'resetTime' | 'timeZone'>;
  };
