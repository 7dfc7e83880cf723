import type { QueuePorts } from '../policy/writer/writer.ts';
import type { BackendConfig } from '../runtime/config.ts';
import type { Member } from '../store/members.ts';

/** What the scheduled tasks use. */
export type TaskPorts = QueuePorts & {
  readonly config: Pick<BackendConfig, 'resetTime' | 'timeZone'>;
  /** Whether a member belongs to this target; absent where every member does. */
  readonly isMember?: (member: Member) => boolean;
  /** The same by the list of targets as it is now. */
  readonly isMemberNow?: (member: Member) => Promise<boolean>;
};
