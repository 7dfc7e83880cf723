import type { QueuePorts } from '../policy/writer/writer.ts';
import type { BackendConfig } from '../runtime/config.ts';

/** What the scheduled tasks use. */
export type TaskPorts = QueuePorts & { readonly config: Pick<BackendConfig, 'resetTime' | 'timeZone'> };
